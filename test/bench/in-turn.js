#!/usr/bin/env node
// Which of two commands is quicker? Runs them in turn (A B A B …), so that whatever else the machine does hits both
// alike, and prints the median of the ratios B/A of neighbours: steadier than the ratio of two averages.
//
//   npm run bench -- [--runs 20] [--warm-up 2] 'node bin/mailworthy.js --version' 'node -e 0'
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'

const usage = "Usage: npm run bench -- [--runs N] [--warm-up N] 'COMMAND A' 'COMMAND B'"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '20' }, 'warm-up': { type: 'string', default: '2' } },
})
const [a, b] = positionals
const runs = Number(values.runs)
const warmUp = Number(values['warm-up'])

if (positionals.length !== 2 || !Number.isInteger(runs) || runs < 1 || !Number.isInteger(warmUp) || warmUp < 0) {
  console.error(usage)
  process.exit(64)
}

for (let run = 0; run < warmUp; run++) {
  await took(a)
  await took(b)
}

const pairs = []
for (let run = 0; run < runs; run++) pairs.push({ a: await took(a), b: await took(b) })

const ratios = pairs.map((pair) => pair.b / pair.a)
console.log(`A  ${summary(pairs.map((pair) => pair.a))}  ${a}`)
console.log(`B  ${summary(pairs.map((pair) => pair.b))}  ${b}`)
console.log(
  `B/A  median ${quantile(ratios, 0.5).toFixed(3)} (${quantile(ratios, 0.25).toFixed(3)} to ${quantile(ratios, 0.75).toFixed(3)} in the middle half of ${runs} pairs)`,
)

/** Milliseconds that a command took; whatever it says goes nowhere, a failure ends the bench. */
function took(command) {
  return new Promise((resolve) => {
    const start = performance.now()
    const child = spawn(command, { shell: true, stdio: 'ignore' })
    child.once('exit', (code) => {
      if (code !== 0) {
        console.error(`It ended with ${code}, and a failure is no measure: ${command}`)
        process.exit(1)
      }
      resolve(performance.now() - start)
    })
  })
}

function summary(times) {
  return `min ${Math.min(...times).toFixed(1)}  median ${quantile(times, 0.5).toFixed(1)}  max ${Math.max(...times).toFixed(1)} ms`
}

function quantile(numbers, share) {
  const sorted = [...numbers].sort((one, other) => one - other)
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)]
  return below + (sorted[Math.ceil(at)] - below) * (at - Math.floor(at))
}
