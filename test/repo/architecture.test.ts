import { describe, expect, it } from 'vitest'
import { files, read } from './files.ts'
import { imports } from './import-parser.ts'
import { broken, type Rules, rules } from './import-rules.ts'

const all = files()
const sources = all.filter((path) => /^(src|probe-server)\/.*\.[jt]s$/.test(path))

describe('who may import whom', () => {
  it.each(sources)('%s', (path) => {
    expect(broken(path, imports(path, read(path)), rules)).toEqual([])
  })

  it('does not load by a computed name, which no rule could judge', () => {
    const computed = sources.filter((path) => imports(path, read(path)).some(({ specifier }) => specifier === '?'))
    expect(computed).toEqual([])
  })

  it('has a reason for every folder', () => {
    for (const rule of Object.values(rules)) expect(rule.because.length).toBeGreaterThan(40)
  })
})

describe('the parser of imports', () => {
  it.each([
    ["import { a } from './a.ts'", [{ specifier: './a.ts', kind: 'static' }]],
    ["import './a.ts'", [{ specifier: './a.ts', kind: 'static' }]],
    ["import type { A } from './a.ts'", [{ specifier: './a.ts', kind: 'type' }]],
    ["import { type A, type B } from './a.ts'", [{ specifier: './a.ts', kind: 'type' }]],
    ["import { type A, b } from './a.ts'", [{ specifier: './a.ts', kind: 'static' }]],
    ["export * from './a.ts'", [{ specifier: './a.ts', kind: 'static' }]],
    ["export { a } from './a.ts'", [{ specifier: './a.ts', kind: 'static' }]],
    ["export type { A } from './a.ts'", [{ specifier: './a.ts', kind: 'type' }]],
    ["const a = await import('./a.ts')", [{ specifier: './a.ts', kind: 'dynamic' }]],
    ['const a = (name: string) => import(name)', [{ specifier: '?', kind: 'dynamic' }]],
    ["type A = import('./a.ts').A", [{ specifier: './a.ts', kind: 'type' }]],
    ["const a = require('a')", [{ specifier: 'a', kind: 'static' }]],
    ["import a = require('a')", [{ specifier: 'a', kind: 'static' }]],
    ["// import { a } from './a.ts'\nconst b = \"import './b.ts'\"", []],
  ])('reads %s', (source, found) => {
    expect(imports('example.ts', source)).toEqual(found)
  })
})

describe('the rules, on a tree made to break them', () => {
  const small: Rules = {
    'src/core': { may: [], packages: [], because: 'core must be readable alone' },
    'src/report': { may: ['src/core'], types: ['src/checks'], packages: ['kleur'], because: 'a report is pure' },
    'src/cli': { may: ['src/core'], lazily: ['src/demo'], packages: ['node:*'], because: 'commands start quickly' },
  }
  const judged = (path: string, source: string) => broken(path, imports(path, source), small)

  it.each([
    ['src/core/line.ts', "import { a } from './failure.ts'"],
    ['src/report/text.ts', "import { a } from '../core/run.ts'; import kleur from 'kleur'"],
    ['src/report/text.ts', "import type { A } from '../checks/index.ts'"],
    ['src/cli/demo.ts', "const { demo } = await import('../demo/demo.ts')"],
    ['src/cli/demo.ts', "import { readFile } from 'node:fs/promises'"],
  ])('let %s have %s', (path, source) => {
    expect(judged(path, source)).toEqual([])
  })

  it.each([
    ['src/core/line.ts', "import net from 'node:net'", 'core must be readable alone'],
    ['src/core/line.ts', "import type { A } from '../report/text.ts'", 'core must be readable alone'],
    ['src/core/line.ts', "type A = import('valibot').BaseSchema", 'core must be readable alone'],
    ['src/report/text.ts', "import { a } from '../checks/index.ts'", 'a report is pure'],
    ['src/report/text.ts', "const a = await import('../checks/index.ts')", 'a report is pure'],
    ['src/report/text.ts', "import a from 'kleur-more'", 'a report is pure'],
    ['src/cli/demo.ts', "import { demo } from '../demo/demo.ts'", 'commands start quickly'],
    ['src/cli/demo.ts', "export * from '../demo/demo.ts'", 'commands start quickly'],
    ['src/coreless/a.ts', "import { a } from '../core/a.ts'", 'no folder that has a rule'],
  ])('refuse %s %s and say why', (path, source, reason) => {
    expect(judged(path, source)).toEqual([expect.stringContaining(reason)])
  })
})
