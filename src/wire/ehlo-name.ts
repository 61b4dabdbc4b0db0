/** `.invalid` never exists (RFC 2606 §2), so that no mail software takes the name for somebody's. */
const suffix = '.token.mailworthy.invalid'
/** A label holds 63 (RFC 1035 §2.3.4). */
const labelLetters = 60
/** What fits a name of 253 beside suffix and dots. */
const mostLetters = 220

/** The name an agent gives in EHLO: its session's token, cut into labels. */
export function ehloName(token: string): string {
  const labels = token.match(new RegExp(`.{1,${labelLetters}}`, 'g')) ?? []
  return labels.join('.') + suffix
}

/** Undoes `ehloName`, whatever became of upper and lower case on the way; undefined for any other name. */
export function tokenOfEhlo(name: string): string | undefined {
  const lower = name.toLowerCase()
  if (!lower.endsWith(suffix) || lower.length > 253) return undefined
  const labels = lower.slice(0, -suffix.length)
  if (!/^[a-z2-7]{1,60}(\.[a-z2-7]{1,60})*$/.test(labels)) return undefined
  const token = labels.replaceAll('.', '')
  return token.length > mostLetters ? undefined : token
}
