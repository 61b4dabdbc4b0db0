import { domainToASCII } from 'node:url'
import { canonical } from '../../../protocols/addresses.ts'
import { isSpfRecord } from '../../../protocols/spf/read-spf-record.ts'
import { domainName } from '../../../protocols/spf/target-name.ts'
import { readHostName } from '../../settings/read-host-name.ts'
import { type Reading, right, wrong } from '../../settings/reading.ts'
import { UsageError } from '../../usage-error.ts'
import { readArgument } from '../ports/read-argument.ts'

export interface SpfFlags {
  readonly ip?: string
  readonly mailFrom?: string
  readonly helo?: string
  readonly domain?: string
  readonly record?: string
  readonly json?: boolean
  readonly [setting: string]: unknown
}

/** Who is to be judged, and by which record. */
export interface SpfCommandAsked {
  readonly ip: string
  /** Empty for a bounce. */
  readonly mailFrom: string
  readonly helo: string | undefined
  /** A record that is to be judged as if this domain had it. */
  readonly instead?: { readonly domain: string; readonly record: string }
}

/** RFC 5321 §4.5.3.1.3: a path has 256 octets, and the local part before it 64; nobody means more. */
const longestMailFrom = 320
const longestHelo = 255

/** Reads what is asked for; throws UsageError, one sentence. `usual`: the domain of the settings, where none is named. */
export function readSpfAsked(flags: SpfFlags, usual: string | undefined): SpfCommandAsked {
  if (flags.ip === undefined) throw new UsageError('--ip is missing: the address that sends')
  const ip = readArgument('--ip', flags.ip, readIp)
  const helo = flags.helo === undefined ? undefined : readArgument('--helo', flags.helo, readHelo)
  const domain = flags.domain === undefined ? undefined : readArgument('--domain', flags.domain, readDomain)
  const mailFrom = flags.mailFrom === undefined ? undefined : readArgument('--mail-from', flags.mailFrom, readMailFrom)
  if (mailFrom === '' && helo === undefined)
    throw new UsageError('a bounce has no sender: name the server with --helo, which is judged in its place')
  const ofDomain = domain ?? (helo === undefined ? usual : undefined)
  if (mailFrom === undefined && helo === undefined && ofDomain === undefined)
    throw new UsageError(
      'whom to judge is missing: name a sender with --mail-from, a server with --helo, or a domain with --domain',
    )
  const sender = mailFrom ?? (ofDomain === undefined ? '' : `postmaster@${ofDomain}`)
  if (flags.record === undefined) return { ip, mailFrom: sender, helo }
  const record = readArgument('--record', flags.record, readRecord)
  const at = domain ?? (sender === '' ? (helo ?? '') : sender.slice(sender.lastIndexOf('@') + 1))
  return { ip, mailFrom: sender, helo, instead: { domain: at, record } }
}

function readIp(text: string): Reading<string> {
  const ip = canonical(text)
  return ip === undefined ? wrong('an address, such as 203.0.113.5 or 2001:db8::5') : right(ip)
}

function readDomain(text: string): Reading<string> {
  const host = readHostName(text)
  const name = domainName(text)
  return host.ok || name === undefined ? host : right(name)
}

/** Anything that a server may call itself, an address literal too; an international name is translated. */
function readHelo(text: string): Reading<string> {
  const name = readHostName(text)
  if (name.ok) return name
  return /^[!-~]+$/.test(text) && text.length <= longestHelo
    ? right(text)
    : wrong('what the server calls itself, such as mail.example.org')
}

/** `user@example.org`, `example.org`, or for a bounce nothing or `<>`. */
function readMailFrom(text: string): Reading<string> {
  const path = text.replace(/^<(.*)>$/, '$1')
  const at = path.lastIndexOf('@')
  const domain = path.slice(at + 1)
  const plain = /^[\p{L}\p{N}\p{P}\p{S}\p{M} ]*$/u.test(path) && path.length <= longestMailFrom
  if (path === '') return right('')
  if (!plain || domain === '' || /\s/.test(domain))
    return wrong('an address of mail, such as user@example.org, or "" for a bounce')
  return right(path.slice(0, at + 1) + (domainToASCII(domain) || domain))
}

function readRecord(text: string): Reading<string> {
  return isSpfRecord(text) ? right(text) : wrong('an SPF record, such as "v=spf1 mx -all"')
}
