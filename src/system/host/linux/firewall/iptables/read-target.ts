import type { Statement } from '../ruleset.ts'
import type { Option } from './options-of.ts'
import { numberOf } from './patterns.ts'

const verdicts: ReadonlyMap<string, 'accept' | 'drop' | 'reject' | 'return'> = new Map([
  ['ACCEPT', 'accept'],
  ['DROP', 'drop'],
  ['REJECT', 'reject'],
  ['RETURN', 'return'],
])

/** The packet is another's from here on: a program's, another machine's. */
const away: ReadonlySet<string> = new Set([
  'CLUSTERIP',
  'DNAT',
  'DNPT',
  'NETMAP',
  'NFQUEUE',
  'QUEUE',
  'SYNPROXY',
  'TPROXY',
])

/** Targets that change what later rules may look at. */
const changes: ReadonlyMap<string, string> = new Map([
  ['CONNMARK', 'ct mark'],
  ['CT', 'ct state'],
  ['ECN', 'tcp flags'],
  ['HMARK', 'meta mark'],
  ['NOTRACK', 'ct state'],
  ['TCPMSS', 'xt tcpmss'],
  ['TCPOPTSTRIP', 'xt tcpmss'],
])

/** They write something down, or change what no rule that is read here looks at. */
const harmless: ReadonlySet<string> = new Set([
  'AUDIT',
  'CHECKSUM',
  'CLASSIFY',
  'CONNSECMARK',
  'DSCP',
  'HL',
  'IDLETIMER',
  'LED',
  'LOG',
  'MASQUERADE',
  'NFLOG',
  'RATEEST',
  'SECMARK',
  'SET',
  'SNAT',
  'SNPT',
  'TEE',
  'TOS',
  'TRACE',
  'TTL',
  'ULOG',
])

/** What a target (`-j NAME` with its options) does, unless it is a chain. One that is not known here may do anything. */
export function readTarget(name: string, options: readonly Option[]): Statement {
  const verdict = verdicts.get(name)
  if (verdict !== undefined) return { kind: 'verdict', verdict: { kind: verdict } }
  if (away.has(name)) return { kind: 'verdict', verdict: { kind: 'away', words: name } }
  if (name === 'REDIRECT') return redirect(options)
  if (name === 'MARK') return mark(options)
  const given = (flag: string) => options.some((option) => option.flag === flag)
  if (name === 'CONNMARK' && given('--restore-mark')) return { kind: 'change', field: 'meta mark' }
  if (name === 'CT' && given('--helper') && !given('--zone')) return { kind: 'harmless' }
  const changed = changes.get(name)
  if (changed !== undefined) return { kind: 'change', field: changed }
  return harmless.has(name) ? { kind: 'harmless' } : { kind: 'opaque', words: name }
}

/** `--set-xmark 0x1/0xffffffff` sets all bits of it; other ways take some bits from what was there before. */
function mark(options: readonly Option[]): Statement {
  const [
    {
      flag,
      values: [value = ''],
    } = { flag: '', values: [] },
  ] = options
  const [, to = ''] = /^(.*)\/0xffffffff$/.exec(value) ?? []
  const number = flag === '--set-xmark' ? numberOf(to) : undefined
  return { kind: 'change', field: 'meta mark', ...(number === undefined ? {} : { to: number }) }
}

/** Without `--to-ports` to the same port of this machine. */
function redirect(options: readonly Option[]): Statement {
  const to = options.find(({ flag }) => flag === '--to-ports')
  if (to === undefined) return { kind: 'redirect', port: undefined }
  const [port = ''] = to.values
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0
  if (number > 0 && number <= 65_535) return { kind: 'redirect', port: number }
  return { kind: 'verdict', verdict: { kind: 'away', words: 'REDIRECT' } }
}
