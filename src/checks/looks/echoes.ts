import { maybe } from '../../core/check.ts'
import type { Failure } from '../../core/failure.ts'
import type { Family } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address, Banner } from '../../core/mark.ts'
import { echo, type EchoFacts as EchoSeen } from '../../protocols/probe/echo.ts'
import { webPort } from '../../protocols/probe/web-port.ts'
import { speechOf } from '../../wire/mail-port.ts'
import { budgets } from '../budgets.ts'
import { linePath } from '../line/path.ts'
import { vantageProbe } from '../vantage/probe.ts'

export interface EchoesFacts {
  /** The probe's own web port took a connection at the same time: the probe is up, and so is the line. */
  readonly alive: boolean
  /** One entry for each mail port that the probe listens on; empty without a session. */
  readonly ports: readonly EchoFacts[]
}

export interface EchoFacts {
  readonly port: number
  /**
   * `ours`: it is certain that the probe itself was at the other end; `foreign`: somebody else answered; `forged`:
   * somebody who plays the probe; `masked`: whoever it is, every word is replaced by asterisks or X on the way;
   * `busy`: the probe, with too many callers; `silent`: connected, and nothing sensible
   * was said; `no-connection`.
   */
  readonly ended: 'ours' | 'foreign' | 'forged' | 'masked' | 'busy' | 'silent' | 'no-connection'
  /**
   * Where it was the probe: what became of its words on the way. `words`: changed; `tls-removed`: the offer of STARTTLS
   * was taken out or spoilt; `tls-taken`: TLS was ended by somebody else with a key of their own.
   */
  readonly changed: 'nothing' | 'words' | 'tls-removed' | 'tls-taken'
  readonly stage: EchoSeen['stage']
  readonly failure?: Failure
  readonly greeting?: Banner
  /** What the probe sees us as on this very port. */
  readonly addressSeen?: Address
  /** Who issued the certificate of whoever ended TLS in the probe's place. */
  readonly issuer?: Banner
}

/** How the probe's mail ports are met from here: all of them, since each is the control of the others. */
const echoesOver = (family: Family) =>
  defineLook<EchoesFacts>()({
    look: `echoes.${family}`,
    revision: 1,
    needs: { path: linePath, probe: maybe(vantageProbe) },
    budget: budgets.conversation,
    marks: { greeting: 'banner', addressSeen: 'address', issuer: 'banner' },
    async observe(line, { probe }) {
      const open = probe?.[family]
      if (open === undefined) return { alive: false, ports: [] }
      const [alive, ...ports] = await Promise.all([
        line.dial({ address: open.address, port: webPort(open.probe) }),
        ...open.session.ports.map((port) => echo(line, open, port)),
      ])
      if (alive.ok) alive.value.end()
      return { alive: alive.ok, ports: ports.map(told) }
    },
  })

function told(seen: EchoSeen): EchoFacts {
  const { port, stage, failure, greeting, seenAs, tls, starttls } = seen
  const issuer = tls?.ours === false ? tls.issuer : starttls?.outcome === 'wrong-key' ? starttls.issuer : undefined
  const ended = endedAs(seen)
  return {
    port,
    ended,
    changed: ended === 'ours' ? changedTo(seen) : 'nothing',
    stage,
    ...(failure !== undefined && { failure }),
    ...(greeting !== undefined && { greeting }),
    ...(seenAs !== undefined && { addressSeen: seenAs }),
    ...(issuer !== undefined && { issuer }),
  }
}

function endedAs({
  connected,
  signature,
  proved,
  provedInTls,
  starttls,
  startTlsAnyway,
  masked,
}: EchoSeen): EchoFacts['ended'] {
  if (!connected) return 'no-connection'
  // Only the probe can make any one of these: the session's proof, in the clear or within TLS, its key, its signature.
  const keyShown = starttls?.outcome === 'agreed' || startTlsAnyway === 'agreed'
  if (proved === true || provedInTls === true || keyShown || signature === 'ours') return 'ours'
  if (signature === 'busy') return 'busy'
  if (masked === true) return 'masked'
  if (signature === 'foreign') return 'foreign'
  return signature === 'forged' || signature === 'stale' ? 'forged' : 'silent'
}

/** RFC 3207 §6: whoever takes out STARTTLS, or ends TLS, reads what follows. That outweighs any other change. */
function changedTo({ signature, proved, tls, starttls, masked, port }: EchoSeen): EchoFacts['changed'] {
  if (tls?.ours === false || starttls?.outcome === 'wrong-key') return 'tls-taken'
  // A clock of ours that is wrong makes a signature stale; it does not change a word.
  const words = masked === true || signature === 'forged' || signature === 'foreign' || proved !== true
  if (words) return 'words'
  const due = speechOf(port).tls === 'starttls'
  return due && starttls?.outcome !== 'agreed' ? 'tls-removed' : 'nothing'
}

export const echoes = { v4: echoesOver('v4'), v6: echoesOver('v6') } as const
