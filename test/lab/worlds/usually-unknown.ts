import type { Expected } from '../../../src/checks/expected.ts'
import type { KnownWorld } from './known-world.ts'

const nobodyAnswers = 'nobody answers: it is switched off, or nobody is there'

/** Why answers that are unknown in most worlds cannot be more than that. */
const reasons: { readonly [C in keyof Expected]?: { readonly [Answer in Expected[C]]?: string } } = {
  'line.provider': { 'not-identified': 'nobody in the lab says whose addresses these are' },
  'reputation.receivers': { 'no-witness': 'who cannot be reached on port 25 cannot turn anybody away' },
  'line.resolver': { 'lookup-failed': 'nobody answers' },
  'router.upnp': { absent: nobodyAnswers },
  'router.natpmp': { absent: nobodyAnswers },
  'router.pcp': { absent: nobodyAnswers },
  'router.pinhole.v6': { absent: 'the router does not say whether it opens ports over IPv6' },
  'router.mapping': {
    'no-protocol': 'there is no language to ask the router in',
    'not-verified': 'the router said yes, and nobody outside could look',
  },
  'router.hairpin': { undetermined: 'no port is proved open from outside, so there is none to call from within' },
}

/**
 * What most worlds have in common: a router that is not to be asked for anything, and a provider without a name. Said once
 * here, so that a world says only what is its own.
 */
export function usuallyUnknown(answers: Expected): Pick<KnownWorld, 'unknowns' | 'explained'> {
  const unknowns = Object.entries(reasons).flatMap(([check, byAnswer]) => {
    const reason = (byAnswer as Readonly<Record<string, string>>)[answers[check as keyof Expected]]
    return reason === undefined ? [] : [[check, reason] as const]
  })
  const explained = { ...speaksNothing(answers), ...noPortToCall(answers), ...nobodyHeard(answers) }
  return { unknowns: Object.fromEntries(unknowns), explained }
}

/** A router that speaks none of its languages is one thing to tell. */
function speaksNothing(answers: Expected): KnownWorld['explained'] {
  if (answers['router.upnp'] !== 'absent') return {}
  const others = (['router.natpmp', 'router.pcp'] as const).filter((check) => answers[check] === 'absent')
  return Object.fromEntries(others.map((check) => [check, 'router.upnp']))
}

/** For what reason no receiver is reached, for that it was not heard. */
function nobodyHeard(answers: Expected): KnownWorld['explained'] {
  const isDown = answers['line.permanent'] === 'down'
  return {
    ...(answers['line.resolver'] === 'lookup-failed' && isDown && { 'line.resolver': 'line.permanent' as const }),
    ...(answers['reputation.receivers'] === 'no-witness' && {
      'reputation.receivers': isDown ? ('line.permanent' as const) : ('outbound.25.v4' as const),
    }),
  }
}

/** For what reason nothing comes in, for that there is nothing to call from within. */
function noPortToCall(answers: Expected): KnownWorld['explained'] {
  if (answers['router.hairpin'] !== 'undetermined') return {}
  if (answers['line.nat.v4'] === 'carrier') return { 'router.hairpin': 'line.nat.v4' }
  if (answers['vantage.probe'] !== 'ready') return { 'router.hairpin': 'vantage.probe' }
  return answers['inbound.25.v4'] === 'open' ? {} : { 'router.hairpin': 'inbound.25.v4' }
}
