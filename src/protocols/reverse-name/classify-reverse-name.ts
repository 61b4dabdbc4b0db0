import { isWithin } from '../dns/is-within.ts'
import { addressInName, type InName } from './address-in-name.ts'
import {
  businessDomain,
  dynamicWords,
  hostingDomain,
  hostingWords,
  lineWords,
  mailToken,
  mailWords,
  plainWords,
  softWords,
  staticWords,
} from './known-words.ts'
import { looksNumbered, type Numbering } from './looks-numbered.ts'
import { type NameParts, nameParts } from './name-parts.ts'

/**
 * What those who receive mail make of a reverse name. `custom`: somebody thought it up. `generic`: every line of the
 * provider has one like it. `generic-static`: so it has, and says that its address stays. `hosting-generic`: that of a
 * rented machine which nobody has named yet. `suspect`: could be either.
 */
export type ReverseClass = 'custom' | 'generic' | 'generic-static' | 'hosting-generic' | 'suspect'

/** A zone in which an operator puts the names that it makes up, and nobody has a name of their own. */
export interface ReverseZone {
  readonly zone: string
  readonly operator: string
  /** Lines, lines whose address stays, or rented machines. */
  readonly of: 'lines' | 'static-lines' | 'machines'
}

export interface ReverseNameAsked {
  readonly name: string
  readonly address: string
  /** Domains of the user: a name in one of them is theirs, whatever it looks like. */
  readonly ownDomains?: readonly string[]
  readonly zones?: readonly ReverseZone[]
}

export interface Classified {
  readonly class: ReverseClass
  /** What speaks for it, each a clause that goes after the name: `has the whole address in it`. */
  readonly because: readonly string[]
}

/** From here on a name is one that the operator made up; one point less, and receivers disagree. */
const genericFrom = 3
const suspectFrom = 2

interface Sign {
  readonly points: number
  readonly says: string
}

const addressSigns: Readonly<Record<InName, Sign>> = {
  whole: { points: 4, says: 'has the whole address in it' },
  network: { points: 3, says: 'has most of the address in it' },
  part: { points: 2, says: 'has a part of the address in it' },
  last: { points: 1, says: 'has the last number of the address in it' },
}

const numberSigns: Readonly<Record<Numbering, Sign>> = {
  'address-like': { points: 2, says: 'has something in it that looks like an address, if not this one' },
  hardware: { points: 3, says: 'has something in it that looks like the number of a network card' },
  numbers: { points: 2, says: 'begins with several numbers' },
  serial: { points: 2, says: 'has a serial number in it' },
}

/**
 * What a reverse name looks like from afar. The structure comes first (the address in it, numbers, words), so that it holds
 * for operators that nobody has written down; the zones help with the rest. Never throws, whatever the name.
 */
export function classifyReverseName({ name, address, ownDomains = [], zones = [] }: ReverseNameAsked): Classified {
  const parts = nameParts(name)
  const own = ownDomains.find((domain) => domain.includes('.') && isWithin(parts.text, domain.replace(/\.$/, '')))
  if (own !== undefined) return { class: 'custom', because: [`is in the domain ${own.toLowerCase()}, which is yours`] }
  // The innermost of those that it is in: `dsl.sta` may be of another kind than the rest.
  const [zone] = zones
    .filter((each) => isWithin(parts.text, each.zone))
    .toSorted((one, other) => other.zone.length - one.zone.length)
  const has = (words: ReadonlySet<string>) => [...new Set(parts.words.filter((word) => words.has(word)))]
  const found = {
    dynamic: has(dynamicWords),
    line: has(lineWords),
    soft: has(softWords),
    fixed: has(staticWords),
    hosting: has(hostingWords),
    mail: [...new Set([...has(mailWords), ...parts.tokens.filter((token) => mailToken.test(token))])],
  }
  const signs = signsOf(parts, address, zone, found)
  const points = signs.reduce((sum, sign) => sum + sign.points, 0)
  const because = signs.map(({ says }) => says)
  if (points < suspectFrom) return { class: 'custom', because: signs.length > 0 ? because : [noSign] }
  if (points < genericFrom) return { class: 'suspect', because }
  return { class: kindOf(parts, zone, found), because }
}

const noSign = 'has nothing in it that an operator would put there'

interface Found {
  readonly dynamic: readonly string[]
  readonly line: readonly string[]
  readonly soft: readonly string[]
  readonly fixed: readonly string[]
  readonly hosting: readonly string[]
  readonly mail: readonly string[]
}

function signsOf(parts: NameParts, address: string, zone: ReverseZone | undefined, found: Found): readonly Sign[] {
  const inName = addressInName(parts, address)
  const numbering = inName === 'whole' ? undefined : looksNumbered(parts)
  const numbered = inName !== undefined || numbering !== undefined || isNumbered(parts.host)
  const mail = zone === undefined ? found.mail : []
  // 203-0-113-77.mx.dyn.example.net: a mail word in the name of a line is a place or a slip.
  const isLine = inName === 'whole' && found.dynamic.length > 0
  return [
    ...(inName === undefined ? [] : [addressSigns[inName]]),
    ...(numbering === undefined ? [] : [numberSigns[numbering]]),
    ...(numbering === 'serial' && hostingDomain.test(parts.registered) ? [rented] : []),
    ...wordSigns(parts, numbered, found),
    ...(zone === undefined
      ? []
      : [{ points: 3, says: `is in ${zone.zone}, where ${zone.operator} has the names that it makes up` }]),
    ...(mail.length > 0 && !isLine ? [{ points: -5, says: `says that it is for mail (${mail.join(', ')})` }] : []),
  ]
}

/** server1 and k8s-node-1 are names; of host123 and user-14-5 there are more. */
function isNumbered(host: string): boolean {
  return /\d{3}/.test(host) || (/\d\d/.test(host) && (host.match(/\d+/g) ?? []).length > 1)
}

const rented: Sign = { points: 2, says: 'is in a domain that sounds like one for rented machines' }

function wordSigns(parts: NameParts, numbered: boolean, found: Found): readonly Sign[] {
  const { words } = parts
  // static.example.net for each of its lines: where a name is of nothing but such words, there is nobody behind it.
  if (!numbered && words.length > 0 && words.every((word) => plainWords.has(word))) {
    return [{ points: 3, says: `is made of nothing but words for a line (${words.join(', ')})` }]
  }
  // Without a number to tell one from the next, `pool` and `customer` may mean anything.
  const { dynamic, line, soft, fixed, hosting } = found
  const all = numbered
    ? [...dynamic, ...line, ...soft, ...fixed, ...hosting]
    : words.filter((word) => plainWords.has(word))
  if (all.length === 0) return []
  // Beside a plain word one number is enough: aa77.neoplus.adsl.example.net.
  const isSure = all.length > 1 || (/\d/.test(parts.host) && all.some((word) => plainWords.has(word)))
  const some = all.length > 1 ? 'words' : 'a word'
  return [{ points: isSure ? 3 : 2, says: `has ${some} for a line or a rented machine in it (${all.join(', ')})` }]
}

function kindOf({ registered }: NameParts, zone: ReverseZone | undefined, found: Found): ReverseClass {
  const isLine = found.dynamic.length > 0 || found.line.length > 0
  if (zone?.of === 'machines') return 'hosting-generic'
  if (zone === undefined && !isLine && (found.hosting.length > 0 || isRented(registered))) return 'hosting-generic'
  const stays = zone?.of === 'static-lines' || found.fixed.length > 0 || businessDomain.test(registered)
  return stays && found.dynamic.length === 0 ? 'generic-static' : 'generic'
}

/** ns3012345.ip-203-0-113.eu: who rents machines out registers a domain for each network; who has lines does not. */
function isRented(registered: string): boolean {
  return hostingDomain.test(registered) || /\d+-\d+-\d+/.test(registered)
}
