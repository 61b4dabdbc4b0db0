import { expect, it } from 'vitest'
import { checks } from '../../../src/checks/index.ts'
import { scenarios } from '../../../src/demo/scenarios.ts'
import type { Check } from '../../../src/core/check.ts'
import { worlds } from '../../lab/worlds/index.ts'

/** What is said of names is told from records: the demo's zones are read by the very code that reads nsd's, and cost no daemon. */
const isOfNames = (answer: string) => /^(names|reputation)\./.test(answer)

/** Answers that no world of the lab comes to, and why. Each is in the table of judgements of its check all the same. */
const reachedElsewhere: Readonly<Record<string, string>> = {
  'inbound.port/open-unproved':
    'takes a system that hides its sockets, or a container before them: a scenario of the demo',
  'line.path/inside-container': 'a namespace made by hand is rightly no container',
  ...Object.fromEntries(
    ['fixed/fixed', 'fixed/changed-once', 'fixed/changes', 'permanent/permanent', 'permanent/short-outages']
      .concat('permanent/interrupted', 'permanent/lossy', 'source/prefix-changes')
      .map((answer) => [
        `line.${answer}`,
        'takes days: scenarios of the demo have them, and the day of the lab a history',
      ]),
  ),
  'names.caa/points-elsewhere': 'takes a certificate by one of the public authorities, and no test has one',
  'outbound.port/line-down': 'the line would have to die in the second between the session and the first port',
  'outbound.relay/line-down': 'for the same reason as above',
  'outbound.relay/lookup-failed': 'the names of the lab resolve; a scripted line has one that does not',
  'router.natpmp/refuses-low-ports':
    'miniupnpd speaks PCP wherever it speaks NAT-PMP, and is asked in that first: the scripted routers have it alone',
}

it('every answer is reached by a world of the lab, or it is said why not', () => {
  const registry: readonly Check[] = checks
  const reachedIn = (places: readonly { readonly answers: object }[]) =>
    places.flatMap(({ answers }) =>
      registry.map(({ id, stem }) => `${stem}/${(answers as Readonly<Record<string, string>>)[id]}`),
    )
  const reached = new Set([...reachedIn(worlds), ...reachedIn(scenarios).filter(isOfNames)])
  const declared = new Set(registry.flatMap(({ stem, answers }) => Object.keys(answers).map((key) => `${stem}/${key}`)))
  const missing = [...declared].filter((answer) => !reached.has(answer))
  expect(missing.toSorted()).toEqual(Object.keys(reachedElsewhere).toSorted())
})
