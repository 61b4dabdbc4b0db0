import * as v from 'valibot'
import type { Endpoint } from '../../core/line.ts'
import type { AddressWitness, CallingPlace, PortChecker } from '../../core/asked.ts'
import { canonical, familyOf } from '../../protocols/addresses.ts'
import { readEchoipUrl } from '../../protocols/echoip/echoip-url.ts'
import { readPlaces } from '../../protocols/globalping/places.ts'
import { type ProbeAddress, readProbeAddress } from '../../wire/probe-address.ts'
import { isMailPort, mailPorts } from '../../wire/mail-port.ts'
import { readBlocklist } from './read-blocklist.ts'
import { readHostName } from './read-host-name.ts'
import { type Place, readPlace } from './read-place.ts'
import { readSelector } from './read-selector.ts'
import { type Reading, right, wrong } from './reading.ts'
import type { SettingName } from './setting-names.ts'

/** Somebody outside who dials back: a probe has a host, a port checker is known by its URL alone. */
export type Vantage = ProbeAddress | PortChecker

/** Quicker than a tenth, no answer could come; slower than twenty times, nobody would wait. */
const patienceBounds = { least: 0.1, most: 20 } as const
const stunPort = 3478
const dnsPort = 53
/** More of one kind is a mistake, and each would be asked. */
const mostOfAKind = 16

const field = <T>(read: (text: string) => Reading<T>) =>
  v.pipe(
    v.string('must be a text'),
    v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
      const reading = read(dataset.value)
      if (reading.ok) return reading.value
      addIssue({ message: reading.why })
      return NEVER
    }),
  )

/** One, or a list of them. */
const several = <T>(read: (text: string) => Reading<T>) =>
  v.pipe(
    v.union([v.array(v.string()), v.string()], 'must be a text, or a list of texts'),
    v.transform((given) => (typeof given === 'string' ? [given] : given)),
    v.maxLength(mostOfAKind, `must be at most ${mostOfAKind}`),
    v.array(field(read)),
  )

/** Whatever is set, under the name of its flag. Anything else is a typo. */
export const settingsSchema = v.strictObject({
  probe: v.exactOptional(several(readVantage)),
  stun: v.exactOptional(several((text) => readPlace(text, { port: stunPort }))),
  mx: v.exactOptional(several(readHost)),
  server: v.exactOptional(several(readMailServer)),
  nameWitness: v.exactOptional(several(readNameWitness)),
  validation: v.exactOptional(field(readValidation)),
  validator: v.exactOptional(several(readAddress)),
  globalpingApi: v.exactOptional(field(readApi)),
  from: v.exactOptional(field(readFrom)),
  portal: v.exactOptional(field(readPortal)),
  resolver: v.exactOptional(several(readResolver)),
  blocklist: v.exactOptional(
    v.pipe(
      several(readBlocklist),
      v.transform((lists) => lists.filter((list) => list !== undefined)),
    ),
  ),
  /** No flag: those stand in the list of processes for all to read. */
  dqsKey: v.exactOptional(field(readDqsKey)),
  domain: v.exactOptional(field(readHostName)),
  host: v.exactOptional(field(readHostName)),
  selector: v.exactOptional(several(readSelector)),
  relay: v.exactOptional(field((text) => readPlace(text))),
  interface: v.exactOptional(field(readInterface)),
  line: v.exactOptional(field(readLineName)),
  only: v.exactOptional(several(readGlob)),
  skip: v.exactOptional(several(readGlob)),
  patience: v.exactOptional(
    v.pipe(v.union([v.number(), v.string()], 'must be a number'), v.transform(String), field(readPatience)),
  ),
  user: v.exactOptional(field(readUser)),
  lang: v.exactOptional(field(readLanguage)),
} satisfies { readonly [N in SettingName]: unknown })

export type Settings = v.InferOutput<typeof settingsSchema>

/** A probe of one's own, or, in another dialect, a service that dials whoever asks. */
function readVantage(text: string): Reading<Vantage> {
  if (/^echoip\+/i.test(text)) {
    const read = readEchoipUrl(text)
    return read.ok ? right(read.value) : unusable(read.wrong)
  }
  const read = readProbeAddress(text)
  return read.ok ? right(read.value) : unusable(read.wrong)
}

function unusable(wrongs: string): { readonly ok: false; readonly why: string } {
  return { ok: false, why: `cannot be used: ${wrongs.replace(/^T/, 't').replace(/\.$/, '')}` }
}

/** Where Globalping's API is, if not at the public place: an address of the same form as a probe's. */
function readApi(text: string): Reading<ProbeAddress> {
  const read = readProbeAddress(text)
  return read.ok ? right(read.value) : wrong('the address of an API, such as https://api.globalping.io')
}

function readFrom(text: string): Reading<readonly CallingPlace[]> {
  const read = readPlaces(text)
  return read.ok ? right(read.value) : { ok: false, why: `cannot be used: ${read.wrong.replace(/\.$/, '')}` }
}

/** `ns1.google.com/TXT/o-o.myaddr.l.google.com`; A stands for the address record of either family. */
function readNameWitness(text: string): Reading<AddressWitness> {
  const [server = '', type = '', question = '', ...rest] = text.split('/')
  const name = readHost(server)
  const asked = readHostName(question)
  if (rest.length > 0 || !name.ok || !asked.ok || (type !== 'A' && type !== 'TXT'))
    return wrong('a name server, A or TXT, and a name, such as ns1.google.com/TXT/o-o.myaddr.l.google.com')
  const types = type === 'TXT' ? ({ v4: 'TXT', v6: 'TXT' } as const) : ({ v4: 'A', v6: 'AAAA' } as const)
  const family = familyOf(name.value)
  return right({
    server: { name: name.value, ...(family !== undefined && { [family]: name.value }) },
    question: asked.value,
    types,
  })
}

/** `signed.example/bogus.example`: a name that is signed well, and one that is signed badly. */
function readValidation(text: string): Reading<{ signed: string; bogus: string }> {
  const [signed, bogus, ...rest] = text.split('/').map(readHostName)
  return signed?.ok && bogus?.ok && rest.length === 0
    ? right({ signed: signed.value, bogus: bogus.value })
    : wrong('a name that is signed well and one that is signed badly, such as signed.example.org/bogus.example.org')
}

function readAddress(text: string): Reading<string> {
  const address = canonical(text)
  return address === undefined ? wrong('an address, such as 203.0.113.5') : right(address)
}

function readHost(text: string): Reading<string> {
  const address = canonical(text)
  return address === undefined ? readHostName(text) : right(address)
}

function readMailServer(text: string): Reading<Place> {
  const read = readPlace(text)
  if (read.ok && !isMailPort(read.value.port))
    return wrong(`a server with one of the mail ports ${mailPorts.join(', ')}`)
  return read
}

/** Where a page of a known text is: `http://host/path=TEXT`. Only in the clear can a network answer for it. */
function readPortal(text: string): Reading<{ url: string; body: string }> {
  const match = /^(http:\/\/[^\s=#]{3,200})=([\x21-\x7e]{1,64})$/.exec(text)
  const [, url = '', body = ''] = match ?? []
  return URL.canParse(url)
    ? right({ url, body })
    : wrong('a page and its text, such as http://portal.example/ok.txt=success')
}

/** A key of Spamhaus's Data Query Service: a label of the names that are asked for. */
function readDqsKey(text: string): Reading<string> {
  return /^[a-z0-9]{10,63}$/i.test(text)
    ? right(text.toLowerCase())
    : wrong('a key of Spamhaus, which has 10 to 63 letters and digits')
}

function readResolver(text: string): Reading<Endpoint> {
  const read = readPlace(text, { port: dnsPort, address: true })
  return read.ok ? right(endpointOf(read.value)) : read
}

function endpointOf({ host, port }: Place): Endpoint {
  return { address: host, port }
}

/** Linux allows 15 bytes; Windows has names such as "Ethernet 2". */
function readInterface(text: string): Reading<string> {
  return /^[\p{L}\p{N}][\p{L}\p{N} ._@:()#*-]{0,63}$/u.test(text)
    ? right(text)
    : wrong('the name of a network interface, such as eth0')
}

function readLineName(text: string): Reading<string> {
  return /^[\p{L}\p{N}][\p{L}\p{N} ._'()-]{0,63}$/u.test(text)
    ? right(text)
    : wrong('a short name of letters and digits, such as home')
}

function readGlob(text: string): Reading<string> {
  return /^[a-z0-9.*-]{1,64}$/.test(text)
    ? right(text)
    : wrong('the id of a check, in which * stands for anything, such as outbound.*')
}

function readPatience(text: string): Reading<number> {
  const { least, most } = patienceBounds
  const value = /^\d{1,3}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN
  return value >= least && value <= most ? right(value) : wrong(`a number from ${least} to ${most}, such as 2`)
}

function readUser(text: string): Reading<string> {
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\$?$/.test(text)
    ? right(text)
    : wrong('the name or number of a user of this machine')
}

function readLanguage(text: string): Reading<'en'> {
  return text === 'en' ? right(text) : wrong('en: there is no other language yet')
}
