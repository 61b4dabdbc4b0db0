import { open, readdir, stat } from 'node:fs/promises'
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import type { Outcome } from '../../core/failure.ts'
import { type ToolOutput, runTool } from '../run-tool.ts'

/** Where a Host looks things up. Tests pass their own, so that every system's Host runs on any system. */
export interface Sources {
  /** The text of a file, cut at a bound; undefined where it cannot be read. */
  read(path: string): Promise<string | undefined>
  /** The names in a folder; none where it cannot be read. */
  list(folder: string): Promise<readonly string[]>
  /** Device and inode of what a path leads to: equal for two paths to one thing. */
  identity(path: string): Promise<string | undefined>
  run(program: string, args: readonly string[]): Promise<Outcome<ToolOutput>>
  networkInterfaces(): NodeJS.Dict<NetworkInterfaceInfo[]>
}

/** A row of /proc/net/tcp has 150 bytes: this is some 28,000 sockets. */
const fileLimit = 4 * 1024 * 1024

/** Most of these files have one line. */
const firstPiece = 1_024

/** What the kernel gives at once of a long table. */
const longestPiece = 65_536

/** Folders here list network interfaces and namespaces. */
const folderLimit = 1_024

/** The real sources of this system. */
export function systemSources(signal?: AbortSignal): Sources {
  return {
    read,
    list: async (folder) => (await readdir(folder).catch(() => [])).slice(0, folderLimit),
    identity: async (path) => {
      const found = await stat(path).catch(() => undefined)
      return found && `${found.dev}:${found.ino}`
    },
    run: (program, args) => runTool(program, args, signal ? { signal } : {}),
    networkInterfaces,
  }
}

/** Files under /proc tell no size, and grow while they are read: so they are read piece by piece up to the bound. */
async function read(path: string): Promise<string | undefined> {
  const file = await open(path, 'r').catch(() => undefined)
  if (file === undefined) return undefined
  try {
    const pieces: Buffer[] = []
    let total = 0
    let piece = firstPiece
    while (total < fileLimit) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(piece, fileLimit - total)))
      if (bytesRead === 0) break
      pieces.push(buffer.subarray(0, bytesRead))
      total += bytesRead
      piece = Math.min(2 * piece, longestPiece)
    }
    return Buffer.concat(pieces).toString('utf8')
  } catch {
    return undefined
  } finally {
    await file.close()
  }
}
