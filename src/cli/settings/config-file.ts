import { open } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { UsageError } from '../usage-error.ts'

export interface ConfigFile {
  readonly path: string
  readonly values: unknown
}

/** Looked for where the command is called. */
const usualName = 'mailworthy.config.json'
/** All settings at their longest fit several times over. */
const mostBytes = 64 * 1024

/** The configuration that was named, else the one in the folder, else none. */
export async function readConfigFile(cwd: string, told: string | undefined): Promise<ConfigFile | undefined> {
  const path = told === undefined ? join(cwd, usualName) : resolve(cwd, told)
  const text = await textOf(path, told === undefined)
  if (text === undefined) return undefined
  try {
    return { path, values: JSON.parse(text) as unknown }
  } catch (error) {
    const where = /position \d+( \(line \d+ column \d+\))?/.exec(String(error))?.[0]
    throw new UsageError(`${path} is not JSON${where === undefined ? '' : `: it goes wrong at ${where}`}`)
  }
}

async function textOf(path: string, mayBeMissing: boolean): Promise<string | undefined> {
  try {
    const file = await open(path)
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(mostBytes + 1), 0, mostBytes + 1, 0)
      if (bytesRead > mostBytes) throw new UsageError(`${path} is too long for a configuration`)
      return buffer.subarray(0, bytesRead).toString('utf8')
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && mayBeMissing) return undefined
    throw new UsageError(`${path} cannot be read: ${reasons[code ?? ''] ?? code ?? 'for an unknown reason'}`)
  }
}

const reasons: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  EACCES: 'you are not allowed to',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
}
