import { success } from '../../../core/failure.ts'
import { begunOn } from '../../../protocols/router/begun-on.ts'
import { restore } from '../../../protocols/router/restore.ts'
import { probesOf } from '../../asked-of.ts'
import type { Context } from '../../context.ts'
import { type StatusLine, statusLine } from '../../status-line.ts'
import { UsageError } from '../../usage-error.ts'
import { askOutside, type Outside } from './ask-outside.ts'
import { planOpening } from './plan-opening.ts'
import { exits } from './exits.ts'
import { mayReplace } from './may-replace.ts'
import { openExit, openJson, openText, type OpenReport } from './open-report.ts'
import { openPort } from './open-port.ts'
import { ownAddresses } from './own-addresses.ts'
import type { PortEnded } from './port-ended.ts'
import { isOpen } from './port-result.ts'
import { type PortsAsked, type PortsAskedFlags, portsAsked } from './ports-asked.ts'
import { sayProblem } from './say-problem.ts'
import { refuseRouterItself } from './refuse-router-itself.ts'
import { sayPlanned } from './say-planned.ts'
import { sayTakenBack } from './say-taken-back.ts'
import { isUnguarded, type RouterToAsk, routerToAsk } from './router-to-ask.ts'
import { unservedPorts } from './unserved-ports.ts'
import { wanOf } from './wan-of.ts'
import { type Lines, withLines } from './with-lines.ts'

export interface OpenFlags extends PortsAskedFlags {
  readonly dryRun?: boolean
  readonly replace?: boolean
  readonly yes?: boolean
  readonly json?: boolean
  readonly [setting: string]: unknown
}

/** A day: a machine that is gone for longer than that needs no open ports, and one that stays has `keep`. */
const usualLeaseS = 86_400

/** Has the router open ports, looks whether it did, and has a probe come in where one was given. */
export async function open(args: readonly string[], flags: OpenFlags, context: Context): Promise<number> {
  const { terminal } = context
  const json = flags.json === true
  const asked = portsAsked(args, flags, usualLeaseS)
  if (flags.yes && !flags.replace) throw new UsageError('--yes goes with --replace: nothing else is asked about')

  const work = async (lines: Lines): Promise<number> => {
    const status = statusLine(terminal)
    status.show('Asking the router…')
    const router = await routerToAsk(lines, asked)
    status.clear()
    const own = await ownAddresses(lines.line)
    if (lines.interrupted.signal.aborted) return sayTakenBack(success([]), own, json, terminal)
    if ('problem' in router) {
      sayProblem(router, json, terminal)
      return exits.notTold
    }
    refuseRouterItself(asked.to, router.met.place)
    if (flags.dryRun) {
      const planned = await planOpening(lines, router.met, asked)
      const replace = flags.replace === true
      return sayPlanned({ router: router.met.place.address, planned, replace, own }, json, terminal)
    }

    const { line, begun } = begunOn(lines.line)
    const report = await opened({ ...lines, line, own }, router, asked, flags, context, status)
    status.clear()
    if (lines.interrupted.signal.aborted) {
      // Whoever interrupts does not want it: what this run has begun is taken back, and nothing else.
      const meet = async (address: string) => (address === router.met.place.address ? router.met : undefined)
      return sayTakenBack(await restore(lines.undoLine, meet, begun), own, json, terminal)
    }
    terminal.out(json ? openJson(report) : openText(report, terminal))
    return openExit(report)
  }
  return withLines(flags, context, work, (settings) => probesOf(settings).length > 0 && flags.dryRun !== true)
}

async function opened(
  lines: Lines & { readonly own: readonly string[] },
  { met, interface: name }: RouterToAsk,
  asked: PortsAsked,
  flags: OpenFlags,
  { terminal, version }: Context,
  status: StatusLine,
): Promise<OpenReport> {
  const { line, interrupted, settings, journalPath, own } = lines
  const { signal } = interrupted
  const probes = probesOf(settings)
  const agreed = mayReplace({ replace: flags.replace === true, yes: flags.yes === true, terminal, own })
  const results: PortEnded[] = []
  for (const { external, internal } of asked.ports) {
    if (signal.aborted) break
    const to = { address: asked.to ?? met.place.local, port: internal }
    if (isUnguarded(met)) {
      results.push({ external, internal: to, ended: { kind: 'no-firewall' }, attempts: [] })
      continue
    }
    status.show(`Asking the router for port ${external}…`)
    const { leaseS, speech } = asked
    results.push(
      await openPort(line, met, { external, internal: to, leaseS, speech }, async (port, owner) => {
        status.clear()
        return agreed(port, owner)
      }),
    )
  }

  const open = results.filter(isOpen)
  const probed = probes.length > 0 && open.length > 0 && !signal.aborted
  if (probed) status.show('The probe is coming in…')
  const outside: Outside | undefined = probed
    ? await askOutside({ line, probes, release: version, place: met.place, interface: name, ports: open })
    : undefined
  const wan = 'firewall' in met ? undefined : wanOf(met)
  return {
    router: met.place.address,
    family: asked.family,
    ...(wan !== undefined && { wan }),
    results: results.map((each) => {
      const seen = outside?.ports.get(each.external)
      return isOpen(each) && seen !== undefined ? { ...each, outside: seen } : each
    }),
    ...(outside?.problem && { problem: outside.problem }),
    probed,
    unserved:
      outside === undefined || outside.problem ? await unservedPorts(line, met.place, results) : outside.unserved,
    own,
    journalPath,
    nowMs: Date.parse(line.clock.now()),
  }
}
