#!/usr/bin/env node
// Watchers that are killed (SIGKILL) at random moments from a seed: every record that one said was on the disk is there, in order,
// none twice, and its end is timed. First those that do nothing but write, as fast as they can; then the real program, on a line of
// the lab that is cut and mended all the time. What must hold is in the two `killed.test.ts`.
//
//   npm run soak:kill -- [--rounds 200] [--seed 1]
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string', default: String(Date.now() % 1e6) } },
})
console.log(`${values.rounds} of each killed at random; repeat with --seed ${values.seed}`)
const tests = ['test/loopback/system/history-files/killed.test.ts', 'test/lab/watch/killed.test.ts']
const child = spawn('npx', ['vitest', 'run', '--project', 'loopback', '--project', 'watch', ...tests], {
  stdio: 'inherit',
  env: { ...process.env, SOAK_ROUNDS: values.rounds, SOAK_SEED: values.seed },
})
child.on('close', (code) => {
  process.exitCode = code ?? 1
})
