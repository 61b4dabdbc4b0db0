import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { failed, type Outcome } from '../../core/failure.ts'
import { attempted } from './attempted.ts'

const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR } = constants

/** What a file is opened for. `add`: to read, and to write at its end; it is made where there is none. `new`: there was none. */
const ways = {
  read: O_RDONLY,
  'read-write': O_RDWR,
  add: O_RDWR | O_APPEND | O_CREAT,
  new: O_RDWR | O_CREAT | O_EXCL,
} as const

/**
 * Opens a file of ours, hands it to `use`, and closes it. No other file in its place: a link is refused, a pipe does not keep
 * us waiting.
 */
export function withFile<T>(
  path: string,
  way: keyof typeof ways,
  use: (file: FileHandle) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return attempted(path, async () => {
    const file = await openFile(path, way)
    try {
      return (await file.stat()).isFile() ? await use(file) : failed('not-permitted', `${path} is no plain file`)
    } finally {
      await file.close()
    }
  })
}

/** The same without closing it; what is opened need not be a plain file yet. Throws what the system says. */
export function openFile(path: string, way: keyof typeof ways): Promise<FileHandle> {
  return open(path, ways[way] | O_NOFOLLOW | O_NONBLOCK, 0o600)
}

/**
 * The same to read a file of ours at once: a history has a file a month, and waiting for each step of each takes longer than to
 * read them.
 */
export function readFileNow<T>(path: string, use: (file: number) => Outcome<T>): Promise<Outcome<T>> {
  return attempted(path, async () => {
    const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    try {
      return fstatSync(file).isFile() ? use(file) : failed('not-permitted', `${path} is no plain file`)
    } finally {
      closeSync(file)
    }
  })
}
