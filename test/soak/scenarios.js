#!/usr/bin/env node
// Runs the demo's scenarios over and over, two at once, in an order made from a seed. What must hold every time: the same
// scenario comes to the same findings, verdict and exit code; the program ends by itself; it says nothing on stderr that
// looks like a crash. What fails once in a hundred runs is a race, and this is where it is found.
//
//   npm run soak:demo -- [--rounds 200] [--seed 1]
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const program = fileURLToPath(new URL('../../bin/mailworthy.js', import.meta.url))
const guard = new URL('../guards/loopback-only.js', import.meta.url).href

/** A demo takes seconds; one that takes this long does not end by itself. */
const patienceMs = 60_000
const atOnce = 2

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string', default: String(Date.now() % 1e6) } },
})
const rounds = Number(values.rounds)
const next = numbersFrom(Number(values.seed))

const scenarios = await scenarioNames()
console.log(`${rounds} rounds over ${scenarios.join(', ')}; repeat with --seed ${values.seed}`)

const firsts = new Map()
const failures = []
let begun = 0

await Promise.all(
  Array.from({ length: atOnce }, async () => {
    while (begun < rounds) {
      const round = ++begun
      // Every scenario once, then by chance.
      const scenario = round <= scenarios.length ? scenarios[round - 1] : scenarios[next() % scenarios.length]
      const outcome = await runOnce(scenario)
      const first = firsts.get(scenario)
      if (first === undefined) firsts.set(scenario, outcome)
      const wrong =
        outcome.failure ??
        (first !== undefined && first.is !== outcome.is ? difference(first.is, outcome.is) : undefined)
      if (wrong === undefined) continue
      failures.push(round)
      console.error(`round ${round}, ${scenario}: ${wrong}`)
    }
  }),
)

console.log(
  failures.length === 0 ? `All ${rounds} rounds agreed.` : `${failures.length} of ${rounds} rounds went wrong.`,
)
process.exitCode = failures.length === 0 ? 0 : 1

async function scenarioNames() {
  const { code, stdout, stderr } = await mailworthy(['demo', '--list', '--json'])
  if (code === 0) return JSON.parse(stdout).map(({ name }) => name)
  console.error(`"mailworthy demo --list --json" failed: ${stderr.trim()}`)
  process.exit(1)
}

/** What must be the same every time, as one text; or why there is nothing to compare. */
async function runOnce(scenario) {
  const { code, stdout, stderr, late } = await mailworthy(['demo', '--scenario', scenario, '--json'])
  if (late) return { failure: `it did not end within ${patienceMs / 1000} s` }
  if (/^\s+at .*:\d+:\d+|!!! network guard/m.test(stderr)) return { failure: stderr.trim() }
  try {
    const { verdict, abilities, findings } = JSON.parse(stdout)
    const crashed = findings.filter((finding) => finding.kind === 'crashed').map((finding) => finding.check)
    if (crashed.length > 0) return { failure: `crashed: ${crashed.join(', ')}` }
    const lines = findings.map(
      (finding) => `${finding.check} ${finding.kind} ${finding.answer ?? ''} ${finding.fault ?? ''}`,
    )
    return { is: [`exit ${code}`, verdict, JSON.stringify(abilities), ...lines].join('\n') }
  } catch {
    return { failure: `no report (exit ${code}): ${stderr.trim() || stdout.slice(0, 200)}` }
  }
}

function mailworthy(argv) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', guard, program, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr'])
      child[stream].setEncoding('utf8').on('data', (text) => (said[stream] += text))
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, patienceMs)
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ ...said, code, late })
    })
  })
}

function difference(before, now) {
  const known = new Set(before.split('\n'))
  return `another outcome than the first time: ${now
    .split('\n')
    .filter((line) => !known.has(line))
    .join('; ')}`
}

/** Whole numbers that follow from a seed (mulberry32). */
function numbersFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}
