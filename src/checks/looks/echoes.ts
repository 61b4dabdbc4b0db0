import { maybe } from '../../core/check.ts'
import type { Failure } from '../../core/failure.ts'
import type { Family } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address, Banner } from '../../core/mark.ts'
import { echo, type EchoFacts as EchoSeen } from '../../protocols/probe/echo.ts'
import { webPort } from '../../protocols/probe/web-port.ts'
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
   * `ours`: the probe was met and proved itself; `foreign`: somebody else answered; `forged`: somebody who plays the
   * probe; `silent`: connected, and nothing sensible was said; `no-connection`.
   */
  readonly ended: 'ours' | 'foreign' | 'forged' | 'silent' | 'no-connection'
  readonly stage: EchoSeen['stage']
  readonly failure?: Failure
  readonly greeting?: Banner
  /** What the probe sees us as on this very port. */
  readonly addressSeen?: Address
  readonly startTls?: 'agreed' | 'wrong-key' | 'not-offered' | 'refused' | 'failed'
}

/** How the probe's mail ports are met from here: all of them, since each is the control of the others. */
const echoesOver = (family: Family) =>
  defineLook<EchoesFacts>()({
    look: `echoes.${family}`,
    revision: 1,
    needs: { path: linePath, probe: maybe(vantageProbe) },
    budget: budgets.conversation,
    marks: { greeting: 'banner', addressSeen: 'address' },
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

function told({
  port,
  stage,
  failure,
  greeting,
  signature,
  seenAs,
  proved,
  starttls,
  connected,
  tls,
}: EchoSeen): EchoFacts {
  const ended = () => {
    if (!connected) return 'no-connection'
    if (signature === 'ours' && proved === true) return 'ours'
    if (tls?.ours === false || signature === 'foreign') return 'foreign'
    return signature === 'forged' ? 'forged' : 'silent'
  }
  return {
    port,
    ended: ended(),
    stage,
    ...(failure !== undefined && { failure }),
    ...(greeting !== undefined && { greeting }),
    ...(seenAs !== undefined && { addressSeen: seenAs }),
    ...(starttls !== undefined && { startTls: starttls.outcome }),
  }
}

export const echoes = { v4: echoesOver('v4'), v6: echoesOver('v6') } as const
