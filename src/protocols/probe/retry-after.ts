/** Where the probe does not say, or says it as a date (RFC 9110 §10.2.3), which a clock at home cannot be trusted with. */
const usualS = 60
/** A day: whatever wants longer is not worth waiting for. */
const mostS = 86_400

/** When a busy probe wants to be asked again, in seconds. */
export function retryAfterS(headers: Readonly<Record<string, string>>): number {
  const text = headers['retry-after'] ?? ''
  return /^\d{1,9}$/.test(text) ? Math.min(Math.max(Number(text), 1), mostS) : usualS
}
