import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Outcome, success } from '../../core/failure.ts'
import { newestSign, type Sign, slotBytes, slots } from './alive-slots.ts'
import { withFile } from './open-file.ts'

/** The one file of a folder that says who writes its log, and which watcher was alive when. */
export const aliveName = 'watch.alive'

export interface FoundAlive {
  /** What tells this state of the file from every other: the token of the holder, or a digest of what cannot be read. */
  readonly token: string
  readonly count: number
  readonly sign: Sign | undefined
}

/** Reads the sign of life as it is. A file that is not there is one without a sign. */
export async function readAlive(folder: string): Promise<Outcome<FoundAlive>> {
  const found = await withFile(join(folder, aliveName), 'read', async (file) => {
    const bytes = Buffer.alloc(slots * slotBytes)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0)
    const text = bytes.subarray(0, bytesRead)
    const newest = newestSign(text)
    return success({
      token: newest?.sign.holder.token ?? createHash('sha256').update(text).digest('hex').slice(0, 16),
      count: newest?.count ?? 0,
      sign: newest?.sign,
    })
  })
  return !found.ok && found.failure === 'no-data' ? success({ token: 'none', count: 0, sign: undefined }) : found
}
