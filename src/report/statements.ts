import type { Fact, Provider, Sources } from '../knowledge/providers/provider.ts'
import { type Topic, vocabulary } from '../knowledge/providers/vocabulary.ts'

/** Something that sources tell of a provider: whole sentences, without its name. */
export interface Statement {
  readonly topic: Topic | 'adminUrl'
  readonly says: string
  readonly sources: Sources
}

/** What was measured, where a table may say the opposite. */
export interface Measured {
  /** It is certain that port 25 is kept out. */
  readonly keptOut?: boolean
  readonly over?: 'v4' | 'v6'
  /** Whether anybody answered who was asked by UPnP. */
  readonly upnpAnswers?: boolean
  /** The router opened a port, or leads one somewhere already. */
  readonly routerForwards?: boolean
  /** The address was seen to change. */
  readonly addressChanged?: boolean
}

/** Port 25 on the way out, where it does not get through: the switch first, then what else is known. */
export function outwards(provider: Provider): readonly Statement[] {
  const { outbound25, port25Switch } = provider
  const saidOpen = outbound25?.value === 'open' || outbound25?.value === 'open-until-abused'
  return [
    ...told('port25Switch', port25Switch, { detailAlone: true }),
    ...told('outbound25', outbound25, { outranked: saidOpen }),
  ]
}

/** Port 25 on the way in, where it does not arrive. */
export function inwards(provider: Provider, { keptOut, over }: Measured): readonly Statement[] {
  const { inbound25, port25Switch } = provider
  // Shared addresses are a matter of IPv4 alone.
  if (over === 'v6' && inbound25?.value === 'blocked-shared') return []
  return [
    ...(inbound25?.value === 'blocked-switch' ? told('port25Switch', port25Switch, { detailAlone: true }) : []),
    ...told('inbound25', inbound25, { outranked: keptOut && inbound25?.value === 'open' }),
  ]
}

/** An IPv4 address of one's own, where the line has none. */
export function ownIpv4({ fullIpv4, publicIpv4 }: Provider): readonly Statement[] {
  return [
    ...told('fullIpv4', fullIpv4),
    ...told('publicIpv4', publicIpv4, { outranked: publicIpv4?.value === 'dedicated' }),
  ]
}

export function fixedIp({ fixedIp: fact }: Provider, { addressChanged }: Measured): readonly Statement[] {
  return told('fixedIp', fact, { outranked: addressChanged && fact?.value === 'included' })
}

export function reverseV4({ reverseV4: fact }: Provider): readonly Statement[] {
  return told('reverseV4', fact)
}

export function reverseV6({ reverseV6: fact }: Provider): readonly Statement[] {
  return told('reverseV6', fact)
}

/** Where a forward is set: in the router, and how one gets there, or with the provider. */
export function forwarding({ portForwarding, adminUrl }: Provider, measured: Measured = {}): readonly Statement[] {
  const outranked = portForwarding?.value === 'no' && measured.routerForwards
  if (portForwarding !== undefined && portForwarding.value !== 'router')
    return told('portForwarding', portForwarding, { outranked })
  return [...routersPage(adminUrl), ...told('portForwarding', portForwarding)]
}

/** The router's own page, from within the house. */
export function routersPage(adminUrl: Provider['adminUrl']): readonly Statement[] {
  if (adminUrl === undefined) return []
  return [statement('adminUrl', `The router’s own page is ${adminUrl.value}`, adminUrl, {})]
}

export function upnp({ upnp: fact }: Provider, { upnpAnswers }: Measured): readonly Statement[] {
  if (fact?.value === 'no') return told('upnp', fact, { outranked: upnpAnswers })
  const but = 'It did not answer here, so look whether it is switched off.'
  return told('upnp', fact, upnpAnswers ? {} : { but })
}

/** The public address called from within, where that does not lead back. */
export function hairpin({ hairpin: fact }: Provider): readonly Statement[] {
  return told('hairpin', fact, { outranked: fact?.value === 'yes' })
}

interface Manner {
  /** The detail says all that the word does, and more. */
  readonly detailAlone?: boolean
  /** The opposite was measured. That is never passed over: a table may be old, of another contract, or wrong. */
  readonly outranked?: boolean | undefined
  readonly but?: string
}

function told<T extends Topic>(topic: T, fact: Provider[T], manner: Manner = {}): readonly Statement[] {
  if (fact === undefined) return []
  const words: { readonly [word: string]: string } = vocabulary[topic]
  return [statement(topic, words[fact.value] ?? '', fact, manner)]
}

function statement(
  topic: Statement['topic'],
  clause: string,
  { detail, sources, confidence }: Fact<string>,
  { detailAlone = false, outranked = false, but }: Manner,
): Statement {
  const sentence = `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`
  const sentences = [...(detailAlone && detail !== undefined ? [] : [sentence]), detail, but]
  const who = confidence === 'low' ? howLittle(sources) : 'Sources say'
  const lead = outranked ? `${who}, and what was measured here outranks that: ` : confidence === 'low' ? `${who}: ` : ''
  return { topic, says: `${lead}${sentences.filter((each) => each !== undefined).join(' ')}`, sources }
}

/** Of what one voice says, or an old one: how little that is. */
function howLittle(sources: Sources): string {
  const dated = sources.filter(({ undated }) => !undated).map(({ date }) => date.slice(0, 'YYYY'.length))
  const last = dated.sort().at(-1)
  if (sources.length === 1) return last === undefined ? 'One source without a date says' : `One source of ${last} says`
  return last === undefined ? 'Few sources, without a date, say' : `Few sources, the last of ${last}, say`
}
