import { isTopLabel } from './is-top-label.ts'

/** RFC 1035 §2.3.4, as text. */
const longestName = 253
const longestLabel = 63

/** A name that can be asked for, of two labels or more (RFC 7208 §4.3), without its final dot; undefined for any other. */
export function domainName(text: string): string | undefined {
  const name = text.endsWith('.') ? text.slice(0, -1) : text
  const labels = name.split('.')
  const asked = labels.every((label) => label.length <= longestLabel && /^[!-[\]-~]+$/.test(label))
  return asked && name.length <= longestName && labels.length > 1 && isTopLabel(labels.at(-1) ?? '') ? name : undefined
}

/** What a domain-spec came to, as a name: one that is too long loses labels on its left (RFC 7208 §7.3). */
export function targetName(text: string): string | undefined {
  const name = text.endsWith('.') ? text.slice(0, -1) : text
  if (name.length <= longestName) return domainName(name)
  const dot = name.indexOf('.', name.length - longestName - 1)
  return dot < 0 ? undefined : domainName(name.slice(dot + 1))
}
