import { expect, it } from 'vitest'
import { describeInLab } from '../describe-in-lab.ts'
import { raise } from '../raise.ts'
import { rememberingIn } from '../run-as.ts'

/** `npm run bench:ports` asks for 20; a plain test run only sees that both commands do their work. */
const runs = process.env['BENCH_RUNS'] ?? '1'

const ours = 'node bin/mailworthy.js ports list'
/** Looks for the router itself, as ours does. */
const theirs = 'upnpc -l'

describeInLab(`the time it takes to find a router and read its table (BENCH_RUNS=${runs})`, () => {
  it(`${ours} beside ${theirs}`, async () => {
    await using world = await raise({
      portMapping: { entries: [25, 143, 465, 587, 993].map((external) => ({ external, to: 'machine' as const })) },
    })
    const bench = ['node', 'test/bench/in-turn.js', '--runs', runs, '--warm-up', '0', theirs, ours]
    const env = await rememberingIn(world, '/run/lab/state-of-bench')
    const { code, stdout, stderr } = await world.exec('home', bench, { env, timeoutMs: 100_000 })
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^B\/A {2}median [\d.]+ /m)
    if (runs !== '1') process.stdout.write(`\n${stdout}`)
  }, 110_000)
})
