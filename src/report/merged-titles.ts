/**
 * Titles that differ in the number of a port alone become one: "port 25" and "port 465" are "ports 25 and 465". What is
 * fine is read at a glance or not at all.
 */
export function mergedTitles(titles: readonly string[]): readonly string[] {
  const groups = new Map<string, string[]>()
  for (const title of titles) {
    const port = /\bport (\d+)\b/.exec(title)?.[1]
    const key = port === undefined ? title : title.replace(`port ${port}`, 'port #')
    groups.set(key, [...(groups.get(key) ?? []), ...(port === undefined ? [] : [port])])
  }
  return [...groups].map(([key, ports]) =>
    key.replace('port #', ports.length > 1 ? `ports ${listed(ports)}` : `port ${ports[0]}`),
  )
}

/** `25`, `25 and 465`, `25, 465 and 587`. */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}
