import { judgedName, type ReverseFacts, type ReverseNameFacts, reverseFacts } from '../../checks/names/reverse-facts.ts'
import { namesReverse } from '../../checks/names/reverse.ts'
import { conclude } from '../../core/conclude.ts'
import { failures } from '../../core/failure.ts'
import type { Answered } from '../../core/finding.ts'
import type { Verdict } from '../../core/verdict.ts'
import { canonical, familyOf } from '../../protocols/addresses.ts'
import { queryName } from '../../protocols/dns/query-name.ts'
import { safeJson } from '../../report/json.ts'
import { visible } from '../../report/visible.ts'
import { wrapped } from '../../report/wrapped.ts'
import type { Context } from '../context.ts'
import { refuseNotPublic } from '../refuse-not-public.ts'
import { readHostName } from '../settings/read-host-name.ts'
import { readSettings } from '../settings/read-settings.ts'
import { type Reading, right, wrong } from '../settings/reading.ts'
import { withResolvers } from '../with-resolvers.ts'
import { readArgument } from './ports/read-argument.ts'
import { supposed } from './supposed.ts'

export interface ReverseFlags {
  readonly name?: string
  readonly json?: boolean
  readonly [setting: string]: unknown
}

/** As of a whole check: good or with reservations, in the way, not to be told. */
const exits: Readonly<Record<Verdict, number>> = { pass: 0, warn: 0, fail: 1, unknown: 2 }

/** What receivers make of the names that an address has, or of one that it could be given. Resolves to the exit code. */
export async function reverse(typed: string, flags: ReverseFlags, context: Context): Promise<number> {
  const { terminal } = context
  const address = readArgument('the address', typed, readAddress)
  refuseNotPublic('the address', address)
  const name = flags.name === undefined ? undefined : readArgument('--name', flags.name, readName)
  const settings = await readSettings(flags, context)
  if (name !== undefined) return supposed(address, name, settings.domain, flags.json === true, terminal)
  const { domain, host } = settings
  const family = familyOf(address) ?? 'v4'
  return withResolvers(
    settings,
    context,
    (line) => reverseFacts(line, { family, address, domain, host }),
    (facts) => {
      const finding = conclude(namesReverse[family], facts, [])
      terminal.out(flags.json ? safeJson(jsonOf(facts, finding)) : textOf(facts, finding, terminal.width))
      return exits[finding.verdict]
    },
  )
}

function readAddress(text: string): Reading<string> {
  const address = canonical(text)
  return address === undefined ? wrong('an address, such as 203.0.113.5 or 2001:db8::5') : right(address)
}

/** Providers give names that no host may have, with `_` in them for example. */
function readName(text: string): Reading<string> {
  const host = readHostName(text)
  const name = queryName(text)
  return host.ok || !name.ok || !text.includes('.') ? host : right(name.value)
}

/** `confirmed`, `class` and `because` are of `name`, by which the address is judged; `each` has them of every name. */
function jsonOf(facts: ReverseFacts, { answer }: Answered): unknown {
  const judged = judgedName(facts)
  const { address, names, aliases, zone, servers, failure } = facts
  return {
    address,
    names: names.map(({ name }) => name),
    confirmed: judged?.confirmed ?? false,
    class: judged?.class ?? null,
    because: judged?.because ?? [],
    name: judged?.name ?? null,
    answer,
    each: names,
    aliases,
    zone: zone ?? null,
    servers,
    ...(failure !== undefined && { failure }),
  }
}

function textOf(facts: ReverseFacts, { says, remedy }: Answered, width: number): string {
  const { names, aliases, zone, servers } = facts
  const list = (first: string, text: string) => wrapped(visible(text), width, { first, rest: ' '.repeat(first.length) })
  const blocks = [
    [wrapped(visible(says), width), ...(remedy === undefined ? [] : [list('→ ', remedy)])],
    names.map((each) => {
      const back = each.confirmed ? 'leads back' : `does not lead back${why(each)}`
      return list('- ', `${each.name}: ${back}; ${each.class}, for it ${each.because.join(', and ')}.`)
    }),
    aliases.length === 0 ? [] : [list('', `The reverse name is an alias of ${aliases.join(', then ')}.`)],
    zone === undefined ? [] : [list('', `Its zone is ${zone}, with the name servers ${servers.join(', ')}.`)],
  ]
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`
}

function why({ failure }: ReverseNameFacts): string {
  return failure === undefined ? '' : ` (${failures[failure]})`
}
