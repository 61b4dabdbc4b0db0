import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checks } from '../../src/checks/index.ts'
import type { Check } from '../../src/core/check.ts'
import type { Look } from '../../src/core/look.ts'

const registry: readonly Check[] = checks
const stems = [...new Set(registry.map(({ stem }) => stem))]

/** The longest an honest run may take without `--allow-router`, in milliseconds. */
const longestMs = 13_000

describe('the catalogue', () => {
  it('has each id once', () => {
    const ids = registry.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each(stems)('%s is one source file named after it', (stem) => {
    const [group = '', name = ''] = stem.split('.')
    expect(existsSync(`src/checks/${group}/${name}.ts`)).toBe(true)
  })

  it.each(stems)('%s has a page that tells all of its answers, and no other', (stem) => {
    const page = readFileSync(`docs/checks/${stem}.md`, 'utf8')
    const told = [...page.matchAll(/^\| `([a-z0-9-]+)` \| (pass|warn|fail|unknown) \|/gm)].map(
      ([, key, verdict]) => `${key}: ${verdict}`,
    )
    const declared = registry
      .filter((check) => check.stem === stem)
      .map(({ answers }) => Object.entries(answers).map(([key, { verdict }]) => `${key}: ${verdict}`))
    for (const answers of declared) expect(told.toSorted()).toEqual(answers.toSorted())
  })

  it('has no page about a check that does not exist', () => {
    expect(readdirSync('docs/checks').toSorted()).toEqual(stems.map((stem) => `${stem}.md`).toSorted())
  })

  it('asks for at most 13 s along the longest path of needs', () => {
    const paths = registry.filter(({ alters }) => alters === undefined).map((check) => pathOf(check))
    const longest = paths.reduce((one, other) => (one.ms >= other.ms ? one : other))
    expect(longest.ms, longest.names.join(' → ')).toBeLessThanOrEqual(longestMs)
  })

  it('needs only checks that are in it, so that every skip can be looked up', () => {
    const known = new Set<Check>(registry)
    const missing = registry.flatMap((check) =>
      ancestors(check).filter((need) => !('look' in need) && !known.has(need)),
    )
    expect(missing.map((need) => ('id' in need ? need.id : need.look))).toEqual([])
  })
})

type Node = Check | Look

function needsOf(node: Node): readonly Node[] {
  const needs = Object.values(node.needs).map((need) => ('maybe' in need ? need.maybe : need))
  // What alters the router, or takes a flag, is nothing that an honest run without it waits for.
  return needs.filter((need) => !('alters' in need) && !('optIn' in need))
}

function ancestors(node: Node): readonly Node[] {
  return needsOf(node).flatMap((need) => [need, ...ancestors(need)])
}

function pathOf(node: Node): { readonly ms: number; readonly names: readonly string[] } {
  const before = needsOf(node).map(pathOf)
  const longest = before.reduce((one, other) => (one.ms >= other.ms ? one : other), {
    ms: 0,
    names: [] as readonly string[],
  })
  return { ms: longest.ms + node.budget, names: [...longest.names, 'look' in node ? node.look : node.id] }
}
