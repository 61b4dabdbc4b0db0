import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UsageError } from '../../usage-error.ts'
import { ourMark } from './unit-text.ts'

/** Whose a file is: ours by its first line. */
export async function whose(path: string): Promise<'nobodys' | 'ours' | 'anothers'> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw refusal(path, error)
  })
  if (text === undefined) return 'nobodys'
  return text.startsWith(`${ourMark}\n`) ? 'ours' : 'anothers'
}

/** Written aside and moved into place; never over a file of another. */
export async function writeOurs(path: string, text: string, mode: number): Promise<void> {
  if ((await whose(path)) === 'anothers')
    throw new UsageError(`${path} was not written by mailworthy, and is left as it is: move it away first`)
  const aside = `${path}.${process.pid}`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o755 })
    await writeFile(aside, text, { mode, flag: 'wx' })
    await rename(aside, path)
  } catch (error) {
    await rm(aside, { force: true })
    throw refusal(path, error as NodeJS.ErrnoException)
  }
}

export async function removeOurs(path: string): Promise<'removed' | 'not-there' | 'anothers'> {
  const owner = await whose(path)
  if (owner === 'nobodys') return 'not-there'
  if (owner === 'anothers') return 'anothers'
  await rm(path, { force: true }).catch((error: NodeJS.ErrnoException) => {
    throw refusal(path, error)
  })
  return 'removed'
}

/** Variables for `EnvironmentFile=` (systemd.exec(5)), with nothing in a value that would stand for something else. */
export function secretsText(secrets: ReadonlyMap<string, string>): string {
  const lines = [...secrets].map(([name, value]) => {
    if (/\p{Cc}/u.test(value)) throw new UsageError(`${name} must be without control characters`)
    return `${name}="${value.replace(/[\\"`$]/g, '\\$&')}"\n`
  })
  return [`${ourMark}\n`, ...lines].join('')
}

function refusal(path: string, { code, message }: NodeJS.ErrnoException): UsageError {
  const reasons: { readonly [code: string]: string } = {
    EACCES: 'you are not allowed to',
    EPERM: 'you are not allowed to',
    EROFS: 'the file system is read-only',
    EISDIR: 'it is a folder',
    ENOSPC: 'the disk is full',
  }
  return new UsageError(`${path} cannot be written: ${reasons[code ?? ''] ?? message}`)
}
