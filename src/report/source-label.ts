import type { Source, Sources } from '../knowledge/providers/provider.ts'

/** Who says so and when, in a few words: `YunoHost/doc, 2024-03`, `cox.com, read 2026-11, and 1 more`. */
export function sourceLabel([first, ...others]: Sources): string {
  const more = others.length === 0 ? '' : `, and ${others.length} more`
  return `${placeOf(first.ref)}, ${first.undated ? 'read ' : ''}${first.date.slice(0, 'YYYY-MM'.length)}${more}`
}

/** The whole of it, to be looked up. */
export function wholeSource({ ref, date, undated }: Source): string {
  return `${ref}, ${undated ? `without a date, read ${date}` : date}`
}

/** The repository on GitHub, else the site. */
function placeOf(ref: string): string {
  const [, host = ref, path = ''] = /^https?:\/\/(?:www\.)?([^/]+)\/?([^\s?#]*)/.exec(ref) ?? []
  return host === 'github.com' ? path.split('/').slice(0, 2).join('/') : host
}
