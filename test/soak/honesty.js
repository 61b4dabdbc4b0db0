#!/usr/bin/env node
// Worlds of the lab put together at random from a seed, each judged by the program and by the small oracle of
// `test/lab/honesty/`. A disagreement is a bug in one of the two.
//
//   npm run soak:honesty -- [--rounds 200] [--seed 1]
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string', default: String(Date.now() % 1e6) } },
})
console.log(`${values.rounds} worlds at random; repeat with --seed ${values.seed}`)
const child = spawn('npx', ['vitest', 'run', '--project', 'lab', 'test/lab/honesty'], {
  stdio: 'inherit',
  env: { ...process.env, SOAK_ROUNDS: values.rounds, SOAK_SEED: values.seed },
})
child.on('close', (code) => {
  process.exitCode = code ?? 1
})
