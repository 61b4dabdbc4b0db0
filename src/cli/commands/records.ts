import { canonical, familyOf } from '../../protocols/addresses.ts'
import { safeJson } from '../../report/json.ts'
import type { Context } from '../context.ts'
import { refuseNotPublic } from '../refuse-not-public.ts'
import { readSettings } from '../settings/read-settings.ts'
import { type Reading, right, wrong } from '../settings/reading.ts'
import { UsageError } from '../usage-error.ts'
import { withResolvers } from '../with-resolvers.ts'
import { readArgument } from './ports/read-argument.ts'
import { compare, type ComparedRecord } from './records/compare.ts'
import { formFields } from './records/form-fields.ts'
import { formTable } from './records/form-table.ts'
import { type MailNames, policyPage, recordSet } from './records/record-set.ts'
import { zoneFragment } from './records/zone-fragment.ts'
import { zoneToEdit } from './records/zone-to-edit.ts'

export interface RecordsFlags {
  readonly v4?: string
  readonly v6?: string
  readonly json?: boolean
  readonly [setting: string]: unknown
}

/** The whole set of records to publish, and what of it is there. Resolves to the exit code. */
export async function records(flags: RecordsFlags, context: Context): Promise<number> {
  const { terminal } = context
  const addresses = (['v4', 'v6'] as const).flatMap((family) => {
    const typed = flags[family]
    if (typed === undefined) return []
    const address = readArgument(`--${family}`, typed, (text) => readOf(family, text))
    refuseNotPublic(`--${family}`, address)
    return [address]
  })
  const settings = await readSettings(flags, context)
  const { domain, selector: selectors = [] } = settings
  if (domain === undefined) throw new UsageError('--domain is missing: records are those of a domain')
  const names: MailNames = { domain, host: settings.host ?? `mail.${domain}`, addresses, selectors }
  return withResolvers(
    settings,
    context,
    (line) => Promise.all([compare(line, recordSet(names)), zoneToEdit(line, domain)]),
    ([compared, zone]) => {
      const set = { names, compared, zone }
      terminal.out(flags.json ? safeJson(jsonOf(set)) : textOf(set, terminal.width))
      return exitOf(compared)
    },
  )
}

/** 0: all that mail needs is there; 1: some of it is missing, or differs; 2: some of it could not be looked up. */
function exitOf(compared: readonly ComparedRecord[]): number {
  const lacking = compared.filter(({ needed, state }) => state !== 'there' && (needed || state === 'differs'))
  if (lacking.length === 0) return 0
  return lacking.every(({ state }) => state === 'not-known') ? 2 : 1
}

interface ComparedSet {
  readonly names: MailNames
  readonly compared: readonly ComparedRecord[]
  /** The zone that they are typed into. */
  readonly zone: string
}

function jsonOf({ names, compared, zone }: ComparedSet): unknown {
  const listed = compared.map((record) => ({ ...record, form: formFields(record, zone) }))
  return { ...names, zone, records: listed, zoneFile: zoneFragment(compared), policy: policyPage(names) }
}

function textOf({ names, compared, zone }: ComparedSet, width: number): string {
  const { url, text } = policyPage(names)
  return `${[
    formTable(compared, zone, width),
    `As a part of a zone file:\n\n${zoneFragment(compared)}`,
    `For MTA-STS, at ${url}:\n\n${text.trimEnd()}`,
    ...(names.addresses.length > 0
      ? []
      : ['With --v4 and --v6 the addresses of the server are among them, and the names to ask the provider for.']),
  ].join('\n\n')}\n`
}

function readOf(family: 'v4' | 'v6', text: string): Reading<string> {
  const address = canonical(text)
  return address === undefined || familyOf(address) !== family
    ? wrong(family === 'v4' ? 'an IPv4 address, such as 203.0.113.5' : 'an IPv6 address, such as 2001:db8::5')
    : right(address)
}
