import { randomBytes } from 'node:crypto'
import { networkInterfaces } from 'node:os'
import type { Outcome } from '../src/core/failure.ts'
import type { Conversation, Endpoint } from '../src/core/line.ts'
import { canonical, isGlobal } from '../src/protocols/addresses.ts'
import { dial } from '../src/system/dial.ts'
import type { MailPort } from '../src/wire/mail-port.ts'
import type { Canary } from './canary.ts'
import { addressesOf, resolveName } from './canary.ts'
import type { Identity } from './identity.ts'

/** Opens a connection to a mail port: `src/system/dial.ts`, or what stands in for it on a scripted internet. */
export type Dial = (
  to: Endpoint,
  options: { readonly connectMs: number; readonly onConnecting?: (local: Endpoint) => void },
  signal: AbortSignal,
) => Promise<Outcome<Conversation>>

/** Everything a probe needs of the world; what is not given is the real thing. */
export interface ProbeOptions {
  /** The version of the program. */
  readonly version: string
  readonly identity: Identity
  /** A certificate of a public authority for the API, PEM. The mail ports prove the identity's key all the same. */
  readonly https?: { readonly key: string; readonly cert: string }
  /** The name of this machine; without one it goes by its address. */
  readonly name?: string
  /** Where to listen; every address of both families unless told. */
  readonly listen?: readonly string[]
  /** The port of the API: 8025 unless told, 0 for any that is free. */
  readonly apiPort?: number
  /** Which port really stands for a mail port; 0 for any that is free. Themselves unless told. */
  readonly realPort?: (port: MailPort) => number
  /** The addresses to announce; the global ones of this machine unless told. */
  readonly addresses?: { readonly v4?: string; readonly v6?: string }
  /** Addresses never dialled; this machine's own unless told. Announced ones are always among them. */
  readonly ownAddresses?: readonly string[]
  /** Whom to dial to see that the way out is open. None unless told. */
  readonly canaries?: readonly Canary[]
  readonly resolve?: (name: string, family: 'v4' | 'v6') => Promise<readonly string[]>
  readonly dial?: Dial
  /** Which callers may be dialled back: those with a global address unless told. */
  readonly dialable?: (address: string) => boolean
  /** Who a TCP peer is; its own address unless told. */
  readonly callerOf?: (peer: Endpoint) => string
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly random?: (length: number) => Uint8Array
  readonly limits?: Partial<Limits>
  /** Stretches or shortens the waits of the dial-back and of the self-test; 1 unless told. */
  readonly patience?: number
}

/** All bounds on what strangers may take; each with its reason. */
export interface Limits {
  /** An honest run costs about six requests; a family that tries again and again after supper still gets through. */
  readonly perAddress: number
  /** A provider's customers behind few addresses, a campus: many honest people. */
  readonly perNetwork: number
  /** With it the memory for keys is bounded: no more keys than requests. */
  readonly inTotal: number
  readonly windowS: number
  /** A dial-back holds up to six connections for 8.5 s. */
  readonly dialBacksAtOnce: number
  /** Five mail ports, the API, three connections of the MTU test, and a second try of most. */
  readonly connectionsPerAddress: number
  /** 600 connections are some 30 MB with TLS. */
  readonly connections: number
  /** Seven silences of one home (`XIDLE`), and one more. */
  readonly idlersPerAddress: number
  /** Half an hour each, in the clear: some 10 KB. */
  readonly idlers: number
  /** Spent sessions are remembered until they expire, never forgotten for want of room: then the probe is busy. */
  readonly spentSessions: number
}

const defaultLimits: Limits = {
  perAddress: 20,
  perNetwork: 200,
  inTotal: 3000,
  windowS: 300,
  dialBacksAtOnce: 32,
  connectionsPerAddress: 16,
  connections: 600,
  idlersPerAddress: 8,
  idlers: 200,
  spentSessions: 4096,
}

export type Settings = Required<Omit<ProbeOptions, 'https' | 'name' | 'limits'>> &
  Pick<ProbeOptions, 'https'> & { readonly host: string; readonly limits: Limits }

/** The port people type: 25 with something before it. */
const usualApiPort = 8025

/** Fills in the real world where nothing was given. */
export function settingsOf(options: ProbeOptions): Settings {
  const machine = machineAddresses()
  const addresses = options.addresses ?? addressesOf(machine.filter(isGlobal))
  const { https, name, ...given } = options
  return {
    listen: ['0.0.0.0', '::'],
    apiPort: usualApiPort,
    realPort: (port) => port,
    canaries: [],
    resolve: resolveName,
    dial,
    dialable: isGlobal,
    callerOf: (peer) => peer.address,
    now: Date.now,
    random: (length) => new Uint8Array(randomBytes(length)),
    patience: 1,
    ...given,
    ...(https && { https }),
    addresses,
    ownAddresses: [...new Set([...(options.ownAddresses ?? machine), ...Object.values(addresses)])],
    limits: { ...defaultLimits, ...options.limits },
    host: name ?? hostOf(addresses),
  }
}

/** What a machine without a name calls itself: its address in brackets (RFC 5321 §4.1.3). */
function hostOf(addresses: { readonly v4?: string; readonly v6?: string }): string {
  if (addresses.v4 !== undefined) return `[${addresses.v4}]`
  return addresses.v6 === undefined ? 'mailworthy-probe.invalid' : `[IPv6:${addresses.v6}]`
}

function machineAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((some) => some ?? [])
    .map(({ address }) => canonical(address))
    .filter((address) => address !== undefined)
}
