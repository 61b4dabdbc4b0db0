import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { askedPorts, caller, machine, rulesetNames, rulesOf } from '../unit/system/host/firewall/rulesets.ts'
import { describeInLab } from './describe-in-lab.ts'
import { type Comparison, tried } from './filter-trial.ts'
import { randomPorts, randomRuleset } from './random-ruleset.ts'

/** ICMPv6 that comes while `connect` still holds the socket is told only after the SYN was sent again, a second later. */
const patienceMs = 1_400

/** Refusals over IPv4 come at once: only what is dropped is waited for. */
const shortMs = 600

/** Each costs as long as the silence of a dropped port. */
const randomRulesets = Number(process.env['FC_RUNS'] ?? 20)

/** Where somebody listens: on every port that is asked about, and on the one that a ruleset redirects to. */
const listens = [...askedPorts, 5870]

const place = { machine, caller, listens }

/** What a caller sees of each verdict. */
const looks = {
  accepts: /^connected$/,
  drops: /^silence$/,
  rejects: /^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|EACCES)$/,
  'cannot-tell': /./,
} as const

/** Where what the rules said and what happened differ, in words. */
function contradictions(comparison: Comparison | undefined, patience: number): readonly string[] {
  if (comparison === undefined || 'refused' in comparison) return [`not loaded: ${comparison?.refused}`]
  return comparison.compared.flatMap(({ family, port, told, seen }) => {
    if (!told?.ok) return [`${family} ${port}: ${told?.failure} ${told?.detail}`]
    const { verdict, because } = told.value
    // ICMPv6 may come too late for the patience of a trial.
    const late = verdict === 'rejects' && family === 'v6' && seen === 'silence' && patience < patienceMs
    const either = verdict === 'drops' && because?.includes(', or ') && looks.rejects.test(seen)
    return late || either || looks[verdict].test(seen)
      ? []
      : [`${family} ${port}: told ${verdict} (${because}), seen ${seen}`]
  })
}

describeInLab('what the packet filter’s rules say', () => {
  let comparisons: ReadonlyMap<string, Comparison | undefined> = new Map()
  beforeAll(async () => {
    // Side by side: a trial mostly waits for silence.
    const trials = [0, 1, 2].map((third) => rulesetNames.filter((_, at) => at % 3 === third))
    const results = await Promise.all(
      trials.map((names) => tried({ ...place, rulesets: names.map(rulesOf), ports: askedPorts, patienceMs })),
    )
    comparisons = new Map(trials.flatMap((names, third) => names.map((name, at) => [name, results[third]?.[at]])))
  })

  it.each(rulesetNames)('is what happens: %s', (name) => {
    expect(contradictions(comparisons.get(name), patienceMs)).toEqual([])
  })

  it('is what happens, of rulesets that nobody thought of', async () => {
    const rulesets = fc.sample(randomRuleset, { numRuns: randomRulesets, ...seed() })
    const all = await tried({ ...place, rulesets, ports: randomPorts, patienceMs: shortMs })
    const contradicted = all.flatMap((comparison, at) => {
      // What nft refuses to load proves nothing.
      const found = 'refused' in comparison ? [] : contradictions(comparison, shortMs)
      return found.length === 0 ? [] : [`${found.join('\n')}\n${rulesets[at]}`]
    })
    expect(contradicted).toEqual([])
    // Nor would these, if the rules let everything through or were beyond the reader.
    expect(all.filter((one) => 'refused' in one).length).toBeLessThan(all.length / 2)
    const told = all
      .flatMap((one) => ('compared' in one ? one.compared : []))
      .map(({ told }) => told?.ok && told.value.verdict)
    for (const verdict of ['accepts', 'drops', 'rejects']) {
      expect(told.filter((one) => one === verdict).length).toBeGreaterThan(told.length / 20)
    }
    expect(told.filter((one) => one === 'cannot-tell').length).toBeLessThan(told.length / 5)
  })
})

/** Twenty at random hold each verdict or not, by chance; these do. FC_SEED tries others. */
function seed(): { readonly seed: number } {
  return { seed: Number(process.env['FC_SEED'] ?? 1) }
}
