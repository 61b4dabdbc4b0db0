import type { Asked, ProbeAddress } from '../core/asked.ts'
import { addressWitnesses } from '../knowledge/address-witnesses.ts'
import { validation as knownSignatures } from '../knowledge/validation.ts'
import { mailServers, portalPage, stunServers } from '../knowledge/witnesses.ts'
import { publicGlobalping } from '../protocols/globalping/globalping-asked.ts'
import { blocklistsOf } from './blocklists-of.ts'
import type { Settings, Vantage } from './settings/settings.ts'

export interface AskedMore {
  /** Our own version. */
  readonly release: string
  /** The user agreed that Globalping is told of this line. */
  readonly globalping: boolean
  readonly env: NodeJS.ProcessEnv
}

const smtpPort = 25

/** What is asked and of whom: the settings, and for what they leave open the built-in witnesses. */
export function askedOf(settings: Settings, { release, globalping, env }: AskedMore): Asked {
  const { stun = stunServers, mx, server, nameWitness = addressWitnesses, portal = portalPage, relay } = settings
  const onPort25 = mx?.map((host) => ({ host, port: smtpPort })) ?? mailServers.filter(({ port }) => port === smtpPort)
  const onOthers = server ?? mailServers.filter(({ port }) => port !== smtpPort)
  return {
    release,
    probes: probesOf(settings),
    portCheckers: (settings.probe ?? []).filter((vantage) => !isProbe(vantage)),
    stun: stun.map(({ host, port }) => ({ host, port })),
    servers: [...onPort25, ...onOthers].map(({ host, port }) => ({ host, port })),
    addressWitnesses: nameWitness.map(({ server: names, question, types }) => ({ server: names, question, types })),
    portal: { url: portal.url, body: portal.body },
    blocklists: blocklistsOf(settings),
    validation: validationOf(settings),
    ...(globalping && { globalping: globalpingOf(settings, env) }),
    ...(settings.interface === undefined ? {} : { interface: settings.interface }),
    ...(settings.domain === undefined ? {} : { domain: settings.domain }),
    ...(settings.host === undefined ? {} : { host: settings.host }),
    ...(settings.selector === undefined ? {} : { selectors: settings.selector }),
    ...(relay === undefined ? {} : { relay }),
  }
}

/** The probes of one's own among those who dial back. */
export function probesOf({ probe = [] }: Settings): readonly ProbeAddress[] {
  return probe.filter(isProbe)
}

/** Public resolvers know nothing of names that were made for a test: they are asked about the built-in ones, or where told. */
function validationOf({ validation, validator }: Settings): NonNullable<Asked['validation']> {
  const { signed, bogus } = validation ?? knownSignatures
  return { signed, bogus, resolvers: validator ?? (validation === undefined ? knownSignatures.resolvers : []) }
}

function isProbe(vantage: Vantage): vantage is ProbeAddress {
  return 'host' in vantage
}

/** The token comes from the environment alone: a flag would stand in the list of processes for all to read. */
function globalpingOf({ globalpingApi, from }: Settings, env: NodeJS.ProcessEnv): NonNullable<Asked['globalping']> {
  const token = env['GLOBALPING_TOKEN'] ?? env['MAILWORTHY_GLOBALPING_TOKEN']
  return {
    base: globalpingApi?.url ?? publicGlobalping,
    ...(globalpingApi !== undefined && globalpingApi.pins.length > 0 && { pins: globalpingApi.pins }),
    ...(token !== undefined && token !== '' && { token }),
    ...(from !== undefined && { from }),
  }
}
