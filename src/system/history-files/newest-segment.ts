import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readSegmentName } from './segment-names.ts'

/**
 * The segment of a watcher that was written last; of one month, if told. Undefined where there is none of ours.
 * Throws what the system says.
 */
export async function newestSegment(folder: string, month?: string): Promise<string | undefined> {
  const names = (await readdir(folder)).filter((name) => {
    const segment = readSegmentName(name)
    return segment?.kind === 'watch' && (month === undefined || segment.month === month)
  })
  const found = await Promise.all(names.map(async (name) => ({ name, is: await lstat(join(folder, name)) })))
  return found
    .filter(({ is }) => is.isFile())
    .sort((one, other) => other.is.mtimeMs - one.is.mtimeMs || other.name.localeCompare(one.name, 'en'))[0]?.name
}
