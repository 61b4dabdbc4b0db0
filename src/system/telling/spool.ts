import { constants } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { failed, type Outcome, success } from '../../core/failure.ts'
import { attempted } from '../history-files/attempted.ts'
import { ownFolder } from '../history-files/own-folder.ts'
import { syncFolder } from '../sync-folder.ts'
import type { Message } from './message.ts'
import { type Way, ways } from './teller.ts'

/** A message that is still to be told. */
export interface Waiting {
  /** Grows with each: what was put first is told first. */
  readonly number: number
  readonly way: Way
  /** When it was put, ISO 8601, UTC. */
  readonly since: string
  readonly message: Message
}

/** Where messages wait, so that neither a restart nor a power cut loses one. One program at a time. */
export interface Spool {
  /** In the order in which they were put. What is not to be read is removed and counted. */
  load(): Promise<Outcome<{ readonly waiting: readonly Waiting[]; readonly unread: number }>>
  /** On the disk when it resolves. */
  keep(one: Waiting): Promise<Outcome<void>>
  remove(one: Pick<Waiting, 'number' | 'way'>): Promise<Outcome<void>>
}

/** A message has some 500 bytes; every mail port changing at once has some 4 kB. */
const mostBytes = 64 * 1024
const { O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = constants
/** Twelve digits, so that names sort as numbers do. */
const digits = 12
const named = new RegExp(`^(\\d{${digits}})-(${ways.join('|')})\\.json$`)
const aside = '.aside'
const version = 1

/** One file a message and way, written aside and moved into place. Fails `not-permitted` where the folder is not ours alone. */
export function fileSpool(folder: string): Spool {
  const pathOf = ({ number, way }: Pick<Waiting, 'number' | 'way'>) =>
    join(folder, `${String(number).padStart(digits, '0')}-${way}.json`)

  return {
    async load() {
      const ours = await ownFolder(folder)
      if (!ours.ok) return ours
      return attempted(folder, async () => {
        const waiting: Waiting[] = []
        let unread = 0
        for (const name of (await readdir(folder)).sort()) {
          // Killed while it wrote: whoever put it was not told that it is kept.
          if (name.endsWith(aside)) await rm(join(folder, name), { force: true })
          const [, number, way] = named.exec(name) ?? []
          if (number === undefined || !isWay(way)) continue
          const read = await attempted(folder, () => readWaiting(join(folder, name)))
          if (read.ok) waiting.push({ ...read.value, number: Number(number), way })
          else {
            unread += 1
            await rm(join(folder, name), { recursive: true, force: true })
          }
        }
        return success({ waiting, unread })
      })
    },
    async keep(one) {
      const text = JSON.stringify({ v: version, since: one.since, message: one.message })
      if (Buffer.byteLength(text) > mostBytes) return failed('too-much', 'the message is too long to be kept')
      const ours = await ownFolder(folder)
      if (!ours.ok) return ours
      const path = pathOf(one)
      return attempted(path, async () => {
        await rm(path + aside, { force: true })
        const file = await open(path + aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
        try {
          await file.writeFile(text)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(path + aside, path)
        await syncFolder(folder)
        return success(undefined)
      })
    },
    // Not put on the disk at once: after a power cut it may be told twice, which its id tells.
    remove: (one) =>
      attempted(folder, async () => {
        await rm(pathOf(one), { force: true })
        return success(undefined)
      }),
  }
}

async function readWaiting(path: string): Promise<Outcome<Pick<Waiting, 'since' | 'message'>>> {
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  try {
    const found = await file.stat()
    if (!found.isFile() || found.size > mostBytes) return failed('malformed')
    return waitingOf(await file.readFile('utf8'))
  } finally {
    await file.close()
  }
}

/** Reads what `keep` wrote; anything else is `malformed`. */
export function waitingOf(text: string): Outcome<Pick<Waiting, 'since' | 'message'>> {
  try {
    const { v, since, message } = membersOf(JSON.parse(text))
    const { id, at, event, says, body, line } = membersOf(message)
    if (v !== version || !isTime(since) || !isTime(at)) return failed('malformed')
    if (!isText(id) || !isText(event) || !isText(says) || !isText(body)) return failed('malformed')
    if (line !== undefined && !isText(line)) return failed('malformed')
    return success({ since, message: { id, at, event, says, body, ...(line !== undefined && { line }) } })
  } catch {
    return failed('malformed')
  }
}

function membersOf(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isTime(value: unknown): value is string {
  return isText(value) && !Number.isNaN(Date.parse(value))
}

function isWay(text: string | undefined): text is Way {
  return ways.some((way) => way === text)
}
