import type { Abilities } from '../core/ability.ts'
import { type Finding, weightOf } from '../core/finding.ts'
import type { Ability, Fault } from '../core/verdict.ts'
import { factsOf, list, record, wholeNumber } from './facts-of.ts'
import { type KnownProviders, knownProviders } from './known-providers.ts'
import { rootOf } from './root-of.ts'

/** Of the ports that are tried there is one more, which is nobody's: it is there to compare with. */
const mailPorts: readonly number[] = [25, 465, 587, 143, 993]

/** What a plan is chosen by. */
export interface Signs {
  readonly receive: Abilities['receive']
  readonly send: Abilities['send']
  readonly access: Abilities['access']
  readonly relay: boolean
  /** The public IPv4 address is shared with others, or there is none: nobody can be let in by a rule at home. */
  readonly noAddressOfItsOwn: boolean
  /** Port 25 itself does not get out; there are other reasons for which mail from here is not taken. */
  readonly port25Shut: boolean
  /** The ports on which a relay is reached (465, 587) are shut as well. */
  readonly relayPortsShut: boolean
  /**
   * What marks the address as a home line's, so that receivers turn mail from it away, and what to do about it: its reverse
   * name, and a list of lines that are not supposed to send. Only what a provider can change.
   */
  readonly homeLine: { readonly reverse?: string; readonly list?: string }
  /** The line is not up day and night. */
  readonly interrupted: boolean
  /** No probe was given, so nobody outside could look. */
  readonly noProbe: boolean
  /** All that keeps receiving from being known is that the router leads port 25 nowhere, or to another machine. */
  readonly notForwarded: boolean
  /** Mail ports that came in as soon as the router was asked to open them. */
  readonly opens: readonly number[]
  /** What is known of the provider. It chooses no way: it names a switch, a page or an extra in a step. */
  readonly known: KnownProviders
  /** Whose fault it is that mail cannot be received, or sent. */
  readonly faults: { readonly receive: readonly Fault[]; readonly send: readonly Fault[] }
  /** What to do about what stands in the way, what cannot be told, and what asks for care: whole sentences. */
  readonly remedies: {
    readonly receive: readonly string[]
    readonly send: readonly string[]
    readonly unknown: readonly string[]
    readonly care: readonly string[]
    /** Something of ours was left on the router: that comes first, whatever the way. */
    readonly leftBehind: readonly string[]
    /** Why the router would not open the ports when it was asked. */
    readonly router: readonly string[]
  }
}

/** Reads the signs off the findings. */
export function signsOf(abilities: Abilities, findings: readonly Finding[], relay: boolean): Signs {
  const about = (ability: Ability, weights: readonly string[], importance?: string) =>
    findings.filter(
      (finding) =>
        finding.matters[ability] !== undefined &&
        (importance === undefined || finding.matters[ability] === importance) &&
        counts(finding, ability, relay) &&
        weights.includes(weightOf(finding)),
    )
  const rooted = (some: readonly Finding[]) => [...new Set(some.map((finding) => rootOf(finding, findings)))]
  const mapping = (answers: readonly string[]) =>
    findings.filter(
      (finding) =>
        finding.check === 'router.mapping' &&
        came([finding], finding.check, answers) &&
        rootOf(finding, findings) === finding,
    )
  const failing = (ability: Ability) => rooted(about(ability, ['fail'], 'required'))
  return {
    ...abilities,
    relay,
    noAddressOfItsOwn:
      came(findings, 'line.nat.v4', ['carrier', 'shared-ports']) || came(findings, 'line.address.v4', ['none']),
    port25Shut: came(findings, 'outbound.25.v4', ['filtered', 'refused', 'intercepted']),
    relayPortsShut: ['outbound.465.v4', 'outbound.587.v4'].every((check) =>
      came(findings, check, ['filtered', 'refused', 'intercepted']),
    ),
    homeLine: homeLine(findings),
    noProbe: came(findings, 'vantage.probe', ['not-configured']),
    notForwarded:
      came(findings, 'inbound.25.v4', ['not-forwarded', 'other-machine']) &&
      rooted(about('receive', ['unknown'], 'required')).every(({ check }) => check.startsWith('inbound.')),
    opens: opened(findings),
    known: knownProviders(findings),
    interrupted: findings.some((finding) => finding.check === 'line.permanent' && weightOf(finding) === 'fail'),
    faults: { receive: faultsOf(failing('receive')), send: faultsOf(failing('send')) },
    remedies: {
      receive: remediesOf(failing('receive')),
      send: remediesOf(failing('send')),
      unknown: remediesOf(
        rooted([...about('receive', ['unknown'], 'required'), ...about('send', ['unknown'], 'required')]),
      ),
      care: remediesOf(
        rooted([
          ...about('receive', ['warn'], 'required'),
          ...about('send', ['warn'], 'required'),
          ...about('access', ['fail', 'unknown'], 'required'),
          ...about('receive', ['warn', 'fail', 'unknown']),
          ...about('send', ['warn', 'fail', 'unknown']),
          ...about('access', ['warn', 'fail', 'unknown']),
        ]),
      ),
      leftBehind: remediesOf(mapping(['left-behind'])),
      router: remediesOf(mapping(['conflict', 'forbidden', 'substituted'])),
    },
  }
}

function homeLine(findings: readonly Finding[]): Signs['homeLine'] {
  const failing = (check: string) =>
    findings.filter(
      (finding) =>
        finding.kind === 'answered' &&
        finding.check === check &&
        finding.verdict === 'fail' &&
        (finding.fault === 'provider' || finding.fault === 'undetermined') &&
        rootOf(finding, findings) === finding,
    )
  const [reverse] = remediesOf(failing('names.reverse.v4'))
  const [list] = remediesOf(failing('reputation.policy.v4'))
  return { ...(reverse !== undefined && { reverse }), ...(list !== undefined && { list }) }
}

/** From the facts of `router.mapping`: opened because it was asked, and the probe came in with proof. */
function opened(findings: readonly Finding[]): readonly number[] {
  const trial = record(factsOf(findings, 'router.mapping')?.['v4'])
  return list(trial?.['ports']).flatMap((each) => {
    const { port, opening, seen } = record(each) ?? {}
    const came = opening === 'opened' && record(seen)?.['proved'] === true
    return came && mailPorts.includes(wholeNumber(port) ?? 0) ? (wholeNumber(port) ?? []) : []
  })
}

/** As in the judgement of abilities: with a relay, only the relay and the line itself count for sending. */
function counts(finding: Finding, ability: Ability, relay: boolean): boolean {
  if (ability !== 'send') return true
  if (!relay) return finding.check !== 'outbound.relay'
  return finding.check === 'outbound.relay' || finding.check.startsWith('line.')
}

function came(findings: readonly Finding[], check: string, answers: readonly string[]): boolean {
  return findings.some(
    (finding) => finding.check === check && finding.kind === 'answered' && answers.includes(finding.answer),
  )
}

function faultsOf(findings: readonly Finding[]): readonly Fault[] {
  const faults = findings.map((finding) => (finding.kind === 'answered' ? finding.fault : undefined))
  return [...new Set(faults.map((fault) => fault ?? 'undetermined'))]
}

function remediesOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map(remedyOf))]
}

function remedyOf(finding: Finding): string {
  if (finding.kind === 'answered') return finding.remedy ?? finding.says
  if (finding.kind === 'crashed') return `Report that ${finding.check} crashed: it is a bug of mailworthy.`
  const { because } = finding
  const reason = 'blind' in because ? because.blind : because.moot
  if (/interrupted/.test(reason)) return 'Run the check again and let it come to its end.'
  return `Find out about ${finding.check}: ${reason}`
}
