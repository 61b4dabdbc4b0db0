import { lstat } from 'node:fs/promises'

/** By its last change. One from the future is as well: the clock was set since. False where it is gone. */
export async function isOlderThan(path: string, ms: number): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined)
  return found !== undefined && Math.abs(Date.now() - found.mtimeMs) > ms
}
