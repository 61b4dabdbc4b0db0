#!/usr/bin/env node
// Every soak in turn, each with the same flags; a seed that is not given is drawn once, so that all can be had again. Ends with 1 if
// one of them failed, and goes on to the next all the same.
//
//   npm run soak -- [--rounds 200] [--seed 1]
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const soaks = Object.keys(scripts).filter((name) => name.startsWith('soak:'))

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string', default: String(Date.now() % 1e6) } },
})
const failed = soaks.filter((name) => {
  console.log(`\n== npm run ${name} -- --rounds ${values.rounds} --seed ${values.seed}`)
  const flags = ['--rounds', values.rounds, '--seed', values.seed]
  return spawnSync('npm', ['run', '--silent', name, '--', ...flags], { stdio: 'inherit' }).status !== 0
})
console.log(failed.length === 0 ? '\nEvery soak held.' : `\nDid not hold: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
