import type { WatchRecord } from '../../../src/history/record.ts'
import type { Ended } from '../messages.ts'
import { rememberingIn, runAs } from '../run-as.ts'
import type { World } from '../world.ts'

/** `mailworthy watch`, as installed, at home. */
export interface Watcher {
  /** What it has printed so far. */
  records(): Promise<readonly WatchRecord[]>
  /** Resolves with the first record that is so; throws with all that it said if there is none in time. */
  until(is: (record: WatchRecord) => boolean, withinMs: number): Promise<WatchRecord>
  /** kill -9, to it and its children; says when, ms since 1970. */
  crash(): Promise<number>
  /** A Ctrl-C. */
  stop(): Promise<Ended>
}

const lookEveryMs = 200

/** `name`: what its log is called; of two watchers of a world each has its own. */
export async function watcher(world: World, name: string, words: readonly string[]): Promise<Watcher> {
  const argv = ['node', 'bin/mailworthy.js', 'watch', '--json', ...words]
  const started = await world.start('home', argv, {
    name,
    ready: { line: /"kind":"began"/ },
    env: await historyOf(world),
  })
  const records = async () => readRecords(await started.log())
  return {
    records,
    async until(is, withinMs) {
      const deadline = performance.now() + withinMs
      for (;;) {
        const found = (await records()).find(is)
        if (found !== undefined) return found
        if (performance.now() > deadline) throw new Error(`${name} never said it:\n${await started.log()}`)
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
      }
    },
    async crash() {
      const before = Date.now()
      await started.stop('SIGKILL')
      return (before + Date.now()) / 2
    },
    stop: () => started.stop('SIGINT'),
  }
}

/** `mailworthy history --json`, parsed: as whom the watcher became, where there is anybody but root. */
export async function historyAtHome(world: World): Promise<unknown> {
  const env = await historyOf(world)
  const owner = await world.exec('home', ['stat', '-c', '%u', env['XDG_STATE_HOME'] ?? ''])
  const somebody = runAs(owner.stdout.trim() === '0' ? 'root' : 'ordinary')
  const argv = [...somebody, 'node', 'bin/mailworthy.js', 'history', '--json']
  const { code, stdout, stderr } = await world.exec('home', argv, { env })
  if (code !== 0) throw new Error(`mailworthy history ended with ${code}: ${stderr}${stdout}`)
  return JSON.parse(stdout)
}

/** The environment that says where its history is. */
export async function historyOf(world: World): Promise<Readonly<Record<string, string>>> {
  return rememberingIn(world, '/run/lab/state-of-watch')
}

function readRecords(text: string): readonly WatchRecord[] {
  return text.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as WatchRecord] : []))
}
