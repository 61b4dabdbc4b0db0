import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { files, read, root } from './files.ts'

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly overrides: Readonly<Record<string, string>>
}

const manifest = JSON.parse(read('package.json')) as Manifest
const { scripts } = manifest
const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.overrides }

describe('dependencies', () => {
  it('are pinned exactly', () => {
    const exact = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/
    expect(Object.entries(wanted).filter(([, version]) => !exact.test(version))).toEqual([])
  })

  it('each have their reason in docs/decisions, and none has one without being there', () => {
    const rows = read('docs/decisions/0001-dependencies.md').matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)
    const reasons = new Map([...rows].map(([, name = '', reason = '']) => [name, reason.trim()]))
    expect([...reasons.keys()].sort()).toEqual(Object.keys(wanted).sort())
    for (const [name, reason] of reasons) expect(reason.length, name).toBeGreaterThan(15)
  })

  it('come from the registry, never from a repository or a disk', () => {
    const lock = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { resolved?: string; link?: true }>
    }
    const strange = Object.entries(lock.packages).filter(
      ([, { resolved, link }]) =>
        link || (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    )
    expect(strange).toEqual([])
  })
})

describe('what is published', () => {
  const packed = pack()

  it('holds both programs, what they need, and the papers', () => {
    for (const path of [
      'bin/mailworthy.js',
      'bin/mailworthy-probe.js',
      'dist/mailworthy.js',
      'dist/mailworthy-probe.mjs',
      'dist/THIRD-PARTY-LICENSES.txt',
      'src/report/report.schema.json',
      'LICENSE',
      'README.md',
      'package.json',
    ]) {
      expect(packed).toContain(path)
    }
  })

  it('holds nothing else', () => {
    const expected =
      /^(bin\/|dist\/[\w-]+\.m?js$|dist\/THIRD-PARTY|docs\/|LICENSE$|README\.md$|package\.json$|src\/report\/report\.schema\.json$)/
    expect(packed.filter((path) => !expected.test(path))).toEqual([])
  })
})

describe('the commands that the papers promise', () => {
  it('exist', () => {
    const papers = files().filter((path) => /^([A-Z]+\.md|docs\/.*\.md)$/.test(path))
    const promised = papers.flatMap((path) =>
      [...read(path).matchAll(/\bnpm run ([a-z][a-z:]*)/g)].map(([, name = '']) => `${path}: ${name}`),
    )
    expect(promised.filter((entry) => !((entry.split(': ')[1] ?? '') in scripts))).toEqual([])
  })

  it('include the one that .ci/run takes its tests from', () => {
    expect(read('README.md')).toMatch(/^npm ci && npm test$/m)
  })
})

function pack(): readonly string[] {
  const told = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [first] = JSON.parse(told) as readonly { readonly files: readonly { readonly path: string }[] }[]
  return first?.files.map(({ path }) => path) ?? []
}
