import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { failed, type Outcome, success } from '../core/failure.ts'
import type { Journal } from '../core/journal.ts'
import { type JournalNote, writeJournalLine } from '../protocols/router/journal-line.ts'
import { unendedChanges } from '../protocols/router/unended-changes.ts'
import { classify } from './classify.ts'
import { codeOf } from './code-of.ts'
import { syncFolders } from './sync-folder.ts'

/** A note has some 400 bytes, a change two or three notes: room for thousands of them, and read at once. */
const mostBytes = 4 * 1024 * 1024
/** From here on nothing new is begun: what is begun must still be ended, and read again. */
const fullBytes = mostBytes - 512 * 1024

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = constants
/** No other file in the place of ours: a link is refused, and a pipe does not keep us waiting. */
const itself = O_NOFOLLOW | O_NONBLOCK

/**
 * The journal in a file, one note a line (JSON Lines), only ever appended to. Any number of processes may use it at once.
 *
 * Each note is one write to a file that is opened for appending, so notes do not mix (on NFS they might), and begins its
 * own line, so that one which was torn by a crash or a full disk takes no other with it.
 *
 * The file is never cut short: another process could note a change between our seeing that all is ended and the cut, and
 * there is no lock that a killed process would give back. Once it is full, `begin` fails `too-much`. `not-permitted`: the
 * folder or the file cannot be written, is not ours alone, or is something else.
 */
export function fileJournal(path: string): Journal {
  return {
    async begin(change) {
      const id = randomUUID()
      const noted = await append(path, { note: 'begin', id, change })
      return noted.ok ? success(id) : noted
    },
    amend: (id, change) => append(path, { note: 'amend', id, change }),
    end: (id) => append(path, { note: 'end', id }),
    async unended() {
      const text = await read(path)
      return text.ok ? success(unendedChanges(text.value)) : text
    },
  }
}

async function append(path: string, note: JournalNote): Promise<Outcome<void>> {
  const line = writeJournalLine(note)
  if (!line.ok) return line
  const folder = dirname(path)
  return attempted(path, async () => {
    const firstMade = await mkdir(folder, { recursive: true, mode: 0o700 })
    const kept = await withFile(path, O_WRONLY | O_APPEND | O_CREAT | itself, async (file, size) => {
      if (note.note === 'begin' && size > fullBytes)
        return failed('too-much', `${path} is full: once nothing is open any more, it may be deleted`)
      const bytes = Buffer.from(`\n${line.value}`)
      const { bytesWritten } = await file.write(bytes)
      if (bytesWritten < bytes.length) return failed('unclassified', 'the disk took only a part of the note')
      await file.sync()
      return success(undefined)
    })
    // A file that was just created, perhaps by another process, is found again only once its folder is on the disk, and
    // so with the folders above.
    if (kept.ok) await syncFolders(folder, firstMade)
    return kept
  })
}

/** The whole of it; empty where there is none yet. */
async function read(path: string): Promise<Outcome<string>> {
  return attempted(path, async () => {
    try {
      return await withFile(path, O_RDONLY | itself, async (file, size) => {
        if (size > mostBytes) return failed('too-much', `${path} has ${size} bytes, which is more than is read`)
        const bytes = Buffer.alloc(size)
        let length = 0
        for (let got = 1; got > 0 && length < size; length += got)
          got = (await file.read(bytes, length, size - length, length)).bytesRead
        return success(bytes.toString('utf8', 0, length))
      })
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return success('')
      throw error
    }
  })
}

/** Opens the file, if it is one and its folder is ours alone: whoever can write there tells us what to close. */
async function withFile<T>(
  path: string,
  flags: number,
  use: (file: FileHandle, size: number) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const { uid, mode } = await stat(dirname(path))
  const us = process.geteuid?.() ?? uid
  if (uid !== us || (mode & 0o022) !== 0) return failed('not-permitted', `${dirname(path)} is not ours alone`)
  const file = await open(path, flags, 0o600)
  try {
    const found = await file.stat()
    return found.isFile() ? await use(file, found.size) : failed('not-permitted', `${path} is no plain file`)
  } finally {
    await file.close()
  }
}

async function attempted<T>(path: string, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work()
  } catch (error) {
    // A link, a pipe that nobody reads, a folder.
    const isOther = ['ELOOP', 'ENXIO', 'EISDIR'].includes(codeOf(error) ?? '')
    return isOther ? failed('not-permitted', `${path} is no plain file`) : classify(error, 'bind')
  }
}
