import { expect, it } from 'vitest'
import { nodeFlags } from '../../../src/cli/commands/watch/unit-text.ts'
import { hosts, mailPorts } from '../addresses.ts'
import { describeInLab } from '../describe-in-lab.ts'
import { meetProbe } from '../meet-probe.ts'
import { raise } from '../raise.ts'
import { rememberingIn } from '../run-as.ts'
import { usualCommands } from '../scenario.ts'
import type { World } from '../world.ts'
import { cableOut } from '../watch/cable-out.ts'
import { providerSilent } from '../watch/provider-silent.ts'
import { type ProcessCost, processCost } from './process-cost.ts'

/** `npm run bench:watch` asks for 30; a plain test run only sees that there is something to measure, in a second each. */
const seconds = Number(process.env['BENCH_WATCH_S'] ?? '1')
const inEarnest = seconds > 1
/** Until it has found out where it is, and its code is warm. */
const settlesMs = inEarnest ? 20_000 : 1_000
/** The mail ports are first looked at two minutes after the begin, and that takes 13 s at most, on two processors a few more. */
const checksAfterMs = 140_000

/** What one look cost, on average over a stretch, and what the process held at its end. */
interface Measured extends ProcessCost {
  readonly cpuMsALook: number
}

describeInLab(`what a watcher costs (BENCH_WATCH_S=${seconds})`, () => {
  it('on a line that is up, on one that is down, and where nobody answers', async () => {
    await using world = await raise({ v6: 'native-open', portMapping: {}, forwards: mailPorts, witnesses: 'all' })
    await using lonely = await raise({ v6: 'native-open', portMapping: {} })
    const [{ idle, ...known }, unknown] = await Promise.all([withEverybody(world), withNobody(lonely)])
    const all = { ...known, ...unknown }
    for (const [name, { cpuMsALook, rssMb }] of Object.entries(all)) {
      expect(cpuMsALook, name).toBeGreaterThanOrEqual(0)
      expect(rssMb, name).toBeGreaterThan(0)
    }
    if (inEarnest) process.stdout.write(`\n${table(all, idle)}\n`)
  }, 300_000)
})

async function withEverybody(world: World) {
  const probe = await meetProbe(world, usualCommands())
  const idle = await world.start('home', ['node', '-e', 'setInterval(() => {}, 1000); console.log("up")'], {
    name: 'idle',
    ready: { line: /up/ },
  })
  const pid = await watching(world, ['--probe', probe.link.replace(hosts.probe.v4, 'probe.test')])
  const began = performance.now()
  await pause(settlesMs)
  const up = await measured(world, pid)
  const trouble = providerSilent(world, 'provider')
  await trouble.begin()
  const down = await measured(world, pid)
  await trouble.end()
  const measures: Record<string, Measured> = { 'line up': up, 'provider silent': down }
  if (inEarnest) {
    await pause(began + checksAfterMs - performance.now())
    measures['line up, checks loaded'] = await measured(world, pid)
  }
  return { ...measures, idle: await processCost(world, idle.pid) }
}

/** The router is there, and of all whose names the program knows nobody is. */
async function withNobody(world: World) {
  const pid = await watching(world, ['--no-mail-ports'])
  await pause(settlesMs)
  const alone = await measured(world, pid)
  await cableOut(world).begin()
  const cable = await measured(world, pid)
  return { 'no witness answers': alone, 'cable out': cable }
}

/** As its service runs it. */
async function watching(world: World, words: readonly string[]): Promise<number> {
  const argv = ['node', ...nodeFlags, 'bin/mailworthy.js', 'watch', '--json', '--interval', '1s', ...words]
  const env = await rememberingIn(world, '/run/lab/state-of-bench')
  const { pid } = await world.start('home', argv, { name: 'watcher', ready: { line: /"kind":"began"/ }, env })
  return pid
}

/** There is a look a second, whether or not all is well. */
async function measured(world: World, pid: number): Promise<Measured> {
  const [before, from] = [await processCost(world, pid), performance.now()]
  await pause(seconds * 1_000)
  const [after, to] = [await processCost(world, pid), performance.now()]
  return { ...after, cpuMsALook: (after.cpuMs - before.cpuMs) / ((to - from) / 1_000) }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
}

function table(all: Readonly<Record<string, Measured>>, idle: ProcessCost): string {
  const row = (name: string, { rssMb, peakMb }: ProcessCost, cpu: string) =>
    `${name.padEnd(24)}${cpu.padStart(8)} ms a look  ${rssMb.toFixed(1)} MB, ${peakMb.toFixed(1)} at most, ${(rssMb / idle.rssMb).toFixed(2)} of an idle Node`
  return [
    ...Object.entries(all).map(([name, each]) => row(name, each, each.cpuMsALook.toFixed(1))),
    row('an idle Node', idle, '-'),
  ].join('\n')
}
