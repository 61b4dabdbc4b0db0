import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { root } from './files.ts'

function bench(...argv: readonly string[]) {
  return spawnSync(process.execPath, ['test/bench/in-turn.js', ...argv], { cwd: root, encoding: 'utf8' })
}

it('the bench runs two commands in turn and says how they compare', () => {
  const { stdout, status } = bench('--runs', '3', '--warm-up', '0', 'true', 'true')
  expect(stdout).toMatch(/^A {2}min [\d.]+ {2}median [\d.]+ {2}max [\d.]+ ms {2}true\nB .*\nB\/A {2}median [\d.]+ \(/)
  expect(status).toBe(0)
})

it('a command that fails is no measure', () => {
  const { stderr, status } = bench('--warm-up', '0', 'true', 'false')
  expect(stderr).toContain('ended with 1')
  expect(status).toBe(1)
})

it.each([['true'], ['--runs', '0', 'true', 'true'], []].map((argv) => [argv]))('bad usage %j is told', (argv) => {
  const { stderr, status } = bench(...argv)
  expect(stderr).toContain('Usage:')
  expect(status).toBe(64)
})
