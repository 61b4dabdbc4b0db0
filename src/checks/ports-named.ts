/** `port 25`, `ports 25 and 465`, `ports 25, 465 and 587`: each once, in the order in which they are given. */
export function portsNamed(ports: readonly number[]): string {
  const [...numbers] = new Set(ports)
  const last = numbers.pop()
  return numbers.length === 0 ? `port ${last}` : `ports ${numbers.join(', ')} and ${last}`
}
