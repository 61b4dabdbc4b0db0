#!/usr/bin/env node
// Watchers that write as fast as they can and are killed (SIGKILL) at random moments from a seed: every record that one said was
// on the disk is there, in order, none twice, and its end is timed. What must hold is in `killed.test.ts`.
//
//   npm run soak:kill -- [--rounds 200] [--seed 1]
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string', default: String(Date.now() % 1e6) } },
})
console.log(`${values.rounds} watchers killed at random; repeat with --seed ${values.seed}`)
const tests = 'test/loopback/system/history-files/killed.test.ts'
const child = spawn('npx', ['vitest', 'run', '--project', 'loopback', tests], {
  stdio: 'inherit',
  env: { ...process.env, SOAK_ROUNDS: values.rounds, SOAK_SEED: values.seed },
})
child.on('close', (code) => {
  process.exitCode = code ?? 1
})
