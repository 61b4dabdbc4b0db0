import { type Abilities, counts } from '../core/ability.ts'
import { type Finding, weightOf } from '../core/finding.ts'
import type { Ability, Fault } from '../core/verdict.ts'
import { factsOf, list, record, wholeNumber } from './facts-of.ts'
import { hidingFindings } from './hiding-findings.ts'
import { type KnownProviders, knownProviders } from './known-providers.ts'
import { rootOf } from './root-of.ts'
import { stallsOf } from './stalls-of.ts'

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
  /** All that is wrong with sending is that what leaves on port 25 can be read on the way. */
  readonly readable: boolean
  /** Large packets vanish on their way in, or out: short lines come and go, and messages stall in the middle. */
  readonly stalls: readonly ('in' | 'out')[]
  /** The public IPv4 address is another one time and again. */
  readonly addressChanges: boolean
  /** The line is not up day and night. */
  readonly interrupted: boolean
  /** It was watched for long enough to tell that it is up day and night. */
  readonly permanent: boolean
  /** No probe was given, so nobody outside could look. */
  readonly noProbe: boolean
  /** All that keeps receiving from being known is that the router leads port 25 nowhere, or to another machine. */
  readonly notForwarded: boolean
  /** What fails and so hides what decides, in its own words; `wholly` where nothing else does. */
  readonly hidden: { readonly behind: readonly string[]; readonly wholly: boolean }
  /** All that keeps what decides from being known is done in a minute, and then takes another run. */
  readonly anotherRun: boolean
  /** Mail ports that came in as soon as the router was asked to open them. */
  readonly opens: readonly number[]
  /** What is known of the provider. It chooses no way: it names a switch, a page or an extra in a step. */
  readonly known: KnownProviders
  /** Whose fault it is that mail cannot be received, or sent. */
  readonly faults: { readonly receive: readonly Fault[]; readonly send: readonly Fault[] }
  /**
   * What to do about what stands in the way, what cannot be told, and what asks for care: whole sentences. What makes
   * messages stall stands in the way as well.
   */
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
        (importance === undefined || finding.matters[ability] === importance) &&
        counts(finding, ability, { relay }) &&
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
  const unknown = rooted([...about('receive', ['unknown'], 'required'), ...about('send', ['unknown'], 'required')])
  const hiding = hidingFindings(findings, relay)
  const stalls = stallsOf(findings)
  const stalling = stalls.length > 0 ? findings.filter(({ check }) => check === 'line.mtu') : []
  const inTheWay = (ability: 'receive' | 'send', direction: 'in' | 'out') =>
    remediesOf([...(stalls.includes(direction) ? stalling : []), ...failing(ability)])
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
    readable:
      failing('send').length > 0 &&
      failing('send').every((finding) => came([finding], 'outbound.25.v4', ['downgraded'])),
    stalls,
    addressChanges: came(findings, 'line.fixed.v4', ['changes']),
    noProbe: came(findings, 'vantage.probe', ['not-configured']),
    notForwarded:
      came(findings, 'inbound.25.v4', ['not-forwarded', 'other-machine']) &&
      rooted(about('receive', ['unknown'], 'required')).every(({ check }) => check.startsWith('inbound.')),
    hidden: { behind: hiding.map(({ says }) => says), wholly: unknown.every((each) => weightOf(each) === 'fail') },
    anotherRun: unknown.length > 0 && unknown.every(takesAnotherRun),
    opens: opened(findings),
    known: knownProviders(findings),
    interrupted: findings.some((finding) => finding.check === 'line.permanent' && weightOf(finding) === 'fail'),
    permanent: came(findings, 'line.permanent', ['permanent']),
    faults: { receive: faultsOf(failing('receive')), send: faultsOf(failing('send')) },
    remedies: {
      receive: inTheWay('receive', 'in'),
      send: inTheWay('send', 'out'),
      unknown: remediesOf(unknown),
      care: remediesOf(
        lastWhatTimeTells([
          ...stalling,
          ...rooted([
            ...about('receive', ['fail']),
            ...about('send', ['fail']),
            ...about('receive', ['warn'], 'required'),
            ...about('send', ['warn'], 'required'),
            ...about('access', ['fail', 'unknown'], 'required'),
            ...about('receive', ['warn', 'unknown']),
            ...about('send', ['warn', 'unknown']),
            ...about('access', ['warn', 'fail', 'unknown']),
          ]),
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

/** What is wrong is mended before what only days will tell. */
function lastWhatTimeTells(findings: readonly Finding[]): readonly Finding[] {
  const early = findings.filter((finding) => finding.kind === 'answered' && finding.answer === 'too-early')
  return [...findings.filter((finding) => !early.includes(finding)), ...early]
}

/** Of a probe that is busy or was given a wrong key, a missing right to listen, a Ctrl-C. */
function takesAnotherRun(finding: Finding): boolean {
  if (finding.kind === 'answered') return ['busy', 'untrusted', 'cannot-listen'].includes(finding.answer)
  return finding.kind === 'skipped' && remedyOf(finding) === afterInterruption
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

const afterInterruption = 'Run the check again and let it come to its end.'

function remedyOf(finding: Finding): string {
  if (finding.kind === 'answered') return finding.remedy ?? finding.says
  if (finding.kind === 'crashed') return `Report that ${finding.check} crashed: it is a bug of mailworthy.`
  const { because } = finding
  const reason = 'blind' in because ? because.blind : because.moot
  if (/interrupted/.test(reason)) return afterInterruption
  return `Find out about ${finding.check}: ${reason}`
}
