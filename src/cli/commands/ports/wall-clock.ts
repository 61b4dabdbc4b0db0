/** A moment as the clock on the wall shows it: `2026-01-02 03:04`, with seconds where they matter. */
export function wallClock(ms: number, precision: 'minutes' | 'seconds' = 'minutes'): string {
  const at = new Date(ms)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  const time = [at.getHours(), at.getMinutes(), ...(precision === 'seconds' ? [at.getSeconds()] : [])]
  return `${day} ${time.map(two).join(':')}`
}
