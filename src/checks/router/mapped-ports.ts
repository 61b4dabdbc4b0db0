import { controlPort } from '../../wire/control-port.ts'
import type { PortSeen } from '../looks/let-in.ts'
import type { PortTrial, Trial } from './trial.ts'

/** What came in through the router while it had opened ports because it was asked to. */
export interface MappedPorts {
  readonly arrived: readonly number[]
  /** The router confirms that they were open, this machine would have let them in, and nothing arrived. */
  readonly missing: readonly number[]
  /** The same of the high control port; `not-mapped`: not opened, or not dialled. */
  readonly control: 'arrived' | 'missing' | 'not-mapped'
}

const dead = ['refused', 'timed-out', 'unreachable']

/** Null where nothing was opened, or nobody came to see. `asTheyStand`: the same ports without the router's help. */
export function mappedPorts(trial: Trial | null | undefined, asTheyStand: readonly PortSeen[]): MappedPorts | null {
  const opened = (trial?.ports ?? []).filter(({ opening, seen }) => opening === 'opened' && seen !== null)
  if (opened.length === 0) return null
  const lost = opened.filter(({ seen }) => seen !== null && !seen.arrived && dead.includes(seen.result ?? ''))
  // A rule of this machine's own may stand for exactly that port: led to a high one, it plays no part.
  const letIn = ({ port, internal }: PortTrial) =>
    internal !== port || asTheyStand.some((each) => each.port === port && each.firewall === 'accepts')
  const mail = (some: readonly PortTrial[]) => some.map(({ port }) => port).filter((port) => port !== controlPort)
  const control = opened.find(({ port }) => port === controlPort)
  return {
    arrived: mail(opened.filter(({ seen }) => seen?.arrived)),
    missing: mail(lost.filter(letIn)),
    control: control === undefined ? 'not-mapped' : controlSeen(control, lost),
  }
}

function controlSeen(control: PortTrial, lost: readonly PortTrial[]): MappedPorts['control'] {
  if (control.seen?.arrived) return 'arrived'
  return lost.includes(control) ? 'missing' : 'not-mapped'
}
