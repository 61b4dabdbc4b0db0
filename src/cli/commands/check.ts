import { checks } from '../../checks/index.ts'
import { explanations } from '../../checks/explanations.ts'
import type { Asked } from '../../core/asked.ts'
import { inspect } from '../../core/inspect.ts'
import type { Past } from '../../core/line.ts'
import { mailServers, portalPage, stunServers } from '../../knowledge/witnesses.ts'
import { wrapped } from '../../report/wrapped.ts'
import { fileJournal } from '../../system/file-journal.ts'
import { systemHops } from '../../system/hops.ts'
import { systemHost } from '../../system/host/host.ts'
import { readFirewall } from '../../system/host/read-firewall.ts'
import { realLine } from '../../system/line.ts'
import { resolvers as systemResolvers } from '../../system/resolvers.ts'
import type { Context } from '../context.ts'
import { interruption } from '../interruption.ts'
import { lowPorts } from '../low-ports.ts'
import { present } from '../present.ts'
import { progressLine } from '../progress-line.ts'
import { routerJournalPath } from '../router-journal-path.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Settings } from '../settings/settings.ts'
import { trafficOf } from '../traffic.ts'
import { refuseUnmatched } from '../unmatched-globs.ts'

export interface CheckFlags {
  readonly json?: boolean
  readonly redact?: boolean
  readonly verbose?: boolean
  readonly explainTraffic?: boolean
  readonly allowRouter?: boolean
  readonly [setting: string]: unknown
}

const smtpPort = 25

/** Until there is a history, nothing is known from earlier days. */
const noPast: Past = { permanence: async () => undefined, addresses: async () => [] }

/** Looks at the line and judges it. */
export async function check(flags: CheckFlags, context: Context): Promise<number> {
  const { terminal } = context
  const settings = await readSettings(flags, context)
  const { only = [], skip = [], patience = 1 } = settings
  refuseUnmatched([...only, ...skip], checks)
  const asked = askedOf(settings, context.version)
  const resolvers = settings.resolver ?? (await systemResolvers())
  if (flags.explainTraffic) {
    const lines = trafficOf(asked, resolvers, flags.allowRouter === true).map(({ who, what }) =>
      wrapped(`${who}: ${what}`, terminal.width, { first: '- ', rest: '  ' }),
    )
    terminal.out(`A run with these settings would ask:\n\n${lines.join('\n')}\n`)
    return 0
  }

  const interrupted = interruption(process)
  // What only root can see is seen before it becomes an ordinary user.
  const host = systemHost(interrupted.signal, { firewall: await readFirewall(interrupted.signal) })
  await host.container()
  const held = await lowPorts(settings.user, context).catch((error: unknown) => {
    interrupted.forget()
    throw error
  })
  const never = new AbortController()
  const progress = progressLine(terminal)
  // Without one nothing can be changed on the router, whatever a check would like.
  const journal = flags.allowRouter === true ? fileJournal(routerJournalPath(context.env)) : undefined
  const surroundings = { patience, past: noPast, resolvers, interface: settings.interface, journal }
  const line = realLine({
    ...surroundings,
    signal: interrupted.signal,
    host,
    hops: systemHops(interrupted.signal),
    held,
  })
  const undoLine = realLine({ ...surroundings, signal: never.signal, host: systemHost(), hops: systemHops() })
  try {
    const run = await inspect({
      checks,
      explanations,
      line,
      undoLine,
      asked,
      signal: interrupted.signal,
      patience,
      only,
      skip,
      mayAlterRouter: flags.allowRouter === true,
      onProgress: progress.show,
    })
    progress.clear()
    return present(
      run,
      {
        checks,
        json: flags.json === true,
        redact: flags.redact === true,
        verbose: flags.verbose === true,
        relay: asked.relay !== undefined,
        lineName: settings.line,
      },
      context,
    )
  } finally {
    await Promise.all([line.close(), undoLine.close()])
    interrupted.forget()
  }
}

function askedOf(settings: Settings, release: string): Asked {
  const { probe = [], stun = stunServers, mx, server, portal = portalPage, relay } = settings
  const onPort25 = mx?.map((host) => ({ host, port: smtpPort })) ?? mailServers.filter(({ port }) => port === smtpPort)
  const onOthers = server ?? mailServers.filter(({ port }) => port !== smtpPort)
  return {
    release,
    probes: probe,
    stun: stun.map(({ host, port }) => ({ host, port })),
    servers: [...onPort25, ...onOthers].map(({ host, port }) => ({ host, port })),
    portal: { url: portal.url, body: portal.body },
    ...(settings.interface === undefined ? {} : { interface: settings.interface }),
    ...(settings.domain === undefined ? {} : { domain: settings.domain }),
    ...(settings.host === undefined ? {} : { host: settings.host }),
    ...(relay === undefined ? {} : { relay }),
  }
}
