import { describe, expect, it } from 'vitest'
import { files, read } from './files.ts'

const maxLines = 300

const topLevel = [
  /^(bin|src|probe-server|test|docs)\//,
  /^(README|CONTRIBUTING|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^(package|package-lock|tsconfig|biome|knip)\.json$/,
  /^(vitest|esbuild)\.config\.[jt]s$/,
  /^\.[^/]+(\/|$)/,
]

/** Names that say nothing of what is inside. */
const vague = /(^|\/)(utils?|helpers?|lib|libs|common|shared|misc|managers?)([/.]|$)|-(utils?|helpers?|manager)([/.]|$)/

/** Places on somebody's machine. Written in pieces, so that this file does not mention them. */
const somebodysPlaces = new RegExp(`(?<![\\w.*)-])/(${['work', 'Users', 'root'].join('|')})/`)

const code = /\.([jt]s|mjs)$/

function outsideTheLayout(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => !topLevel.some((allowed) => allowed.test(path)))
}

function vaguelyNamed(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => vague.test(path))
}

function oddlyNamed(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => /^(src|probe-server|test)\//.test(path) && code.test(path) && /[A-Z_ ]/.test(path))
}

function lines(source: string): number {
  return source.split('\n').length - 1
}

const all = files()

describe('the repository', () => {
  it('has only what the layout names at its top', () => {
    expect(outsideTheLayout(all)).toEqual([])
  })

  it('has no file or folder whose name says nothing', () => {
    expect(vaguelyNamed(all)).toEqual([])
  })

  it('names source files in kebab-case', () => {
    expect(oddlyNamed(all)).toEqual([])
  })

  it(`has no source file of more than ${maxLines} lines`, () => {
    const long = all.filter((path) => code.test(path)).map((path) => `${path}: ${lines(read(path))}`)
    expect(long.filter((entry) => Number(entry.split(': ')[1]) > maxLines)).toEqual([])
  })

  it('mentions no place on anybody’s machine', () => {
    expect(all.filter((path) => somebodysPlaces.test(read(path)))).toEqual([])
  })
})

describe('these tests themselves', () => {
  it('see what is out of place', () => {
    expect(outsideTheLayout(['src/core/line.ts', 'bench/a.js', 'notes.md', '.ci/run'])).toEqual([
      'bench/a.js',
      'notes.md',
    ])
  })

  it.each(['src/utils/a.ts', 'src/core/helpers.ts', 'src/lib/a.ts', 'src/common.ts', 'src/line-manager.ts'])(
    'see that %s says nothing',
    (path) => expect(vaguelyNamed([path])).toEqual([path]),
  )

  it.each(['src/core/library-card.ts', 'src/protocols/commonmark.ts', 'test/guards/guard.js'])('let %s be', (path) => {
    expect(vaguelyNamed([path])).toEqual([])
  })

  it('see a place on a machine, and no other path', () => {
    const place = `/${'work'}/main`
    expect(
      [`see ${place}`, `(${place})`, 'net/work/shop', 'docs/root/a'].map((text) => somebodysPlaces.test(text)),
    ).toEqual([true, true, false, false])
  })
})
