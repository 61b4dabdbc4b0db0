/** A TCP or UDP port from its text in the given base, or undefined if it is none. */
export function portNumber(text: string, base: 10 | 16 = 10): number | undefined {
  if (!(base === 10 ? /^\d{1,5}$/ : /^[0-9a-f]{1,4}$/i).test(text)) return undefined
  const port = Number.parseInt(text, base)
  return port <= 65_535 ? port : undefined
}
