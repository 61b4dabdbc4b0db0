import { stripVTControlCharacters } from 'node:util'
import type { Report } from '../../../src/report/report.ts'
import { rememberingIn } from '../run-as.ts'
import type { World } from '../world.ts'

/** `mailworthy watch --reboot-test` at a terminal. */
export interface RebootTest {
  /** Resolves once it has said so, in whatever lines; throws all that it said if it does not in time. */
  says(words: RegExp): Promise<void>
  /** All that it said, in one line. */
  said(): Promise<string>
}

const withinMs = 40_000
const lookEveryMs = 200

/** Starts it; resolves when it asks to switch the router off. `name`: what its log is called. */
export async function rebootTest(world: World, name: string, off: string): Promise<RebootTest> {
  const command = `node bin/mailworthy.js watch --reboot-test --off ${off}`
  const started = await world.start('home', ['script', '-qefc', command, '/dev/null'], {
    name,
    ready: { line: /Now switch/ },
    env: { ...(await stateOf(world)), TERM: 'xterm' },
  })
  const said = async () => plain(await started.log())
  return {
    said,
    async says(words) {
      const deadline = performance.now() + withinMs
      while (!words.test(await said())) {
        if (performance.now() > deadline) throw new Error(`it never said ${words}:\n${await said()}`)
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
      }
    },
  }
}

/** What a check says of the address, by all that is kept at home. */
export async function addressStays(world: World): Promise<string | undefined> {
  const argv = ['node', 'bin/mailworthy.js', 'check', '--json', '--no-save', '--only', 'line.fixed.v4']
  const { stdout } = await world.exec('home', argv, { env: await stateOf(world) })
  const { findings } = JSON.parse(stdout) as Pick<Report, 'findings'>
  return findings
    .map((each) => (each.check === 'line.fixed.v4' && each.kind === 'answered' ? each.answer : undefined))
    .find((answer) => answer !== undefined)
}

function stateOf(world: World): Promise<Readonly<Record<string, string>>> {
  return rememberingIn(world, '/run/lab/state-of-watch')
}

/** Without colours, the status line and the ends of lines. */
function plain(text: string): string {
  return stripVTControlCharacters(text).replace(/\s+/g, ' ')
}
