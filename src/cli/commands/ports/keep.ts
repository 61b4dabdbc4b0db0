import { interruptedExit } from '../../../core/ability.ts'
import { sameAddress } from '../../../protocols/addresses.ts'
import { keepMappings } from '../../../protocols/router/keep-mappings.ts'
import type { WantedMapping } from '../../../protocols/router/opening.ts'
import type { Context } from '../../context.ts'
import { statusLine } from '../../status-line.ts'
import { exits } from './exits.ts'
import { keepTeller } from './keep-teller.ts'
import { listedPorts } from './listed-ports.ts'
import { ownAddresses } from './own-addresses.ts'
import { type PortsAsked, type PortsAskedFlags, portsAsked } from './ports-asked.ts'
import { refuseRouterItself } from './refuse-router-itself.ts'
import { isUnguarded, type RouterToAsk, routerToAsk } from './router-to-ask.ts'
import { sayProblem } from './say-problem.ts'
import { takeOver } from './take-over.ts'
import { type Lines, withLines } from './with-lines.ts'

export interface KeepFlags extends PortsAskedFlags {
  readonly json?: boolean
  readonly [setting: string]: unknown
}

/** RFC 6886 §3.3 recommends it; and so a power cut leaves nothing open for more than two hours. */
const usualLeaseS = 7200

/** Opens ports and keeps them open until a signal comes; then closes them. */
export async function keep(args: readonly string[], flags: KeepFlags, context: Context): Promise<number> {
  const { terminal } = context
  const json = flags.json === true
  const asked = portsAsked(args, flags, usualLeaseS)
  return withLines(flags, context, async (lines) => {
    const status = statusLine(terminal)
    status.show('Asking the router…')
    const router = await routerToAsk(lines, asked)
    const own = await ownAddresses(lines.line)
    status.clear()
    const teller = keepTeller(terminal, json, { own, journalPath: lines.journalPath }, () => lines.line.clock.now())
    if (!lines.interrupted.signal.aborted) {
      if ('problem' in router) {
        const { problem, told, router: address = null } = router
        if (json) teller.say('problem', told, { problem, router: address })
        else sayProblem(router, json, terminal)
        return exits.notTold
      }
      refuseRouterItself(asked.to, router.met.place)
      if (isUnguarded(router.met)) {
        const says = 'The router says that its IPv6 firewall is off: there is nothing to keep open.'
        teller.say('no-firewall', { mark: 'good', says })
        return exits.done
      }
      const ended = await keptOpen(lines, router, asked, teller)
      if (ended !== undefined) return ended
    }
    // The service manager's polite end is what was asked for; a Ctrl-C is an interruption like any other.
    return lines.interrupted.by() === 'SIGTERM' ? exits.done : interruptedExit
  })
}

/** Undefined where a signal ended it and everything is closed. */
async function keptOpen(
  lines: Lines,
  { met }: RouterToAsk,
  asked: PortsAsked,
  teller: ReturnType<typeof keepTeller>,
): Promise<number | undefined> {
  const { line, undoLine, interrupted } = lines
  const { address, local } = met.place
  const ports = asked.ports.map(({ external }) => external)
  teller.say(
    'keeping',
    {
      mark: 'good',
      says: `The router ${address} is asked for ${listedPorts(ports)}, and asked again before they end. Ctrl-C or SIGTERM closes them and ends this.`,
    },
    { router: address, ports },
  )
  const before = await takeOver(line, met, ports)
  if (before.length > 0) {
    const says = `An earlier run had left ${listedPorts(before)} open: closed, to be opened anew.`
    teller.say('taken-over', { mark: 'good', says }, { ports: before })
  }

  const moved = new AbortController()
  const wanted = asked.ports.map(
    ({ external, internal }): WantedMapping => ({
      external,
      internal: { address: asked.to ?? local, port: internal },
      leaseS: asked.leaseS,
      replace: false,
      // It is closed at the end, or at the next start: an end by itself is not needed.
      permanentIfNeeded: true,
    }),
  )
  const closed = await keepMappings(line, {
    wanted,
    speech: asked.speech,
    signal: AbortSignal.any([interrupted.signal, moved.signal]),
    undoLine,
    async meet(over) {
      const again = await routerToAsk({ ...lines, line: over }, asked)
      if ('problem' in again) return undefined
      const { place } = again.met
      if (sameAddress(place.local, local) && place.address === address) return again.met
      // What was opened leads to an address that this machine has no more: a new start finds the new one.
      if (!moved.signal.aborted) teller.say('moved', movedWords(local, place.local))
      moved.abort()
      return undefined
    },
    onEvent: teller.event,
  })
  if (moved.signal.aborted) return exits.notDone
  return closed.some(({ closing }) => closing.kind === 'left-behind') ? exits.notDone : undefined
}

function movedWords(before: string, now: string) {
  return {
    mark: 'bad',
    says: `This machine is ${now} now, in place of ${before}, or behind another router: what was opened leads nowhere any more.`,
    remedy:
      'Start this again (the service does so by itself). Have the router give this machine the same address always.',
  } as const
}
