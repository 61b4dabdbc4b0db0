/**
 * Whether a name in a certificate, or a pattern in a policy, is for a host: the same name, or `*.` and all that follows its
 * first label (RFC 8461 §4.1, which takes RFC 6125 §6.4 and forbids any other place for the asterisk).
 */
export function coversName(pattern: string, host: string): boolean {
  const [wanted, name] = [plain(pattern), plain(host)]
  if (!wanted.startsWith('*.')) return wanted !== '' && wanted === name
  const dot = name.indexOf('.')
  return dot > 0 && wanted.length > '*.'.length && name.slice(dot) === wanted.slice(1)
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}
