import { decodeRecord } from '../../../../src/history/decode-record.ts'
import type { WatchRecord } from '../../../../src/history/record.ts'
import type { Ended } from '../../messages.ts'
import type { Started, World } from '../../world.ts'

/** A watcher from its start to its end. Times are ms since 1970. */
export interface Life {
  readonly startedMs: number
  /** It ended between these. */
  readonly endedMs: readonly [number, number]
  /** What it said was on the disk, in that order; nothing where it had no time to. */
  readonly kept: readonly WatchRecord[]
  /** What it said could not be put there. */
  readonly notKept: readonly WatchRecord[]
  readonly ended: Ended
}

/** A watcher that has been started, and may be saying nothing yet. */
export interface Living {
  /** Resolves once it has said so, or has no more time to. */
  until(said: RegExp, withinMs: number): Promise<boolean>
  /** A signal to it and its children, or SIGKILL to it `alone`. */
  end(by: 'SIGKILL' | 'SIGINT' | 'alone'): Promise<Life>
}

const lookEveryMs = 20

/** `mailworthy watch --json`, as installed, at home. `name`: one at a time is called so. */
export async function living(world: World, name: string, env: Readonly<Record<string, string>>): Promise<Living> {
  const argv = ['node', 'bin/mailworthy.js', 'watch', '--json', '--interval', '1s']
  const startedMs = Date.now()
  // Up at once: it may not live to say a word.
  const started: Started = await world.start('home', argv, { name, ready: [], env })
  return {
    async until(said, withinMs) {
      const deadline = performance.now() + withinMs
      while (performance.now() < deadline) {
        if (said.test(await started.log())) return true
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
      }
      return false
    },
    async end(by) {
      const from = Date.now()
      if (by === 'alone') await world.exec('ground', ['kill', '-KILL', String(started.pid)])
      const ended = await started.stop(by === 'alone' ? 'SIGKILL' : by)
      return { startedMs, endedMs: [from, Date.now()], ...recordsIn(ended.stdout), ended }
    },
  }
}

/** It may have been killed in the middle of the last line: that one it has not said. */
function recordsIn(stdout: string): Pick<Life, 'kept' | 'notKept'> {
  const said = stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const { kept = true } = JSON.parse(line) as { readonly kept?: boolean }
      const record = decodeRecord(line)
      if (typeof record === 'string') throw new Error(`a line that is no record (${record}): ${line}`)
      return { kept, record }
    })
  const those = (kept: boolean) => said.filter((each) => each.kept === kept).map(({ record }) => record)
  return { kept: those(true), notKept: those(false) }
}
