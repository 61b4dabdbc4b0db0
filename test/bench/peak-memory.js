// `node --import ./test/bench/peak-memory.js PROGRAM`: what the program had in memory at most, said on stderr at its end.
import { readFileSync } from 'node:fs'

process.on('exit', () => {
  // Not getrusage(2): on Linux that begins with what the program had that started this one.
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  process.stderr.write(`\npeak memory: ${Math.round(Number(kilobytes) / 1024)} MB\n`)
})
