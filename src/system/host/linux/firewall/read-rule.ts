import { isRecord, numeric, only, text } from './json-value.ts'
import { type Scope, named, readMapEntries, readPattern } from './read-pattern.ts'
import { readVerdict } from './read-verdict.ts'
import type { Expression, Operator, Rule, Statement } from './ruleset.ts'

/** Statements that decide nothing about this packet. */
const harmless = new Set([
  'comment',
  'counter',
  'ct expectation',
  'ct helper',
  'ct timeout',
  'dup',
  'flow',
  'last',
  'log',
  'masquerade',
  'secmark',
  'snat',
])

/** Statements that let a rule go on or not, by what happened before. */
const conditions = new Set(['ct count', 'limit', 'meter', 'quota'])

const operators: readonly string[] = ['==', '!=', '<', '>', '<=', '>=', 'in', '!'] satisfies Operator[]

/** A rule out of its list of statements. */
export function readRule(statements: readonly unknown[], scope: Scope): Rule {
  const rule: Statement[] = []
  const native: Statement[] = []
  for (const statement of statements) {
    const read = [...unsaid(statement, rule, scope), readStatement(statement, scope)]
    rule.push(...read)
    if (only(statement)?.[0] !== 'xt') native.push(...read)
  }
  return native.length === rule.length ? { statements: rule } : { statements: rule, native }
}

/**
 * What nft leaves out before a `reject`. Which ICMP it answers with tells the family of the packet, so nft does not
 * list the condition. With `tcp reset` nothing tells it, and nft 1.0.6 leaves out `meta nfproto ipv6` all the same.
 */
function unsaid(statement: unknown, before: readonly Statement[], { family }: Scope): readonly Statement[] {
  const [word, content] = only(statement) ?? []
  if (word !== 'reject' || family === 'ip' || family === 'ip6') return []
  const type = isRecord(content) ? content['type'] : undefined
  if (type === 'icmp' || type === 'icmpv6') {
    const value = type === 'icmp' ? 'ipv4' : 'ipv6'
    return [{ kind: 'match', op: '==', left: { kind: 'field', name: 'meta nfproto' }, right: { kind: 'atom', value } }]
  }
  const perhaps = type === 'tcp reset' && !before.some(tellsFamily)
  return perhaps ? [{ kind: 'perhaps', words: 'of one family, perhaps' }] : []
}

function tellsFamily(statement: Statement): boolean {
  if (statement.kind !== 'match' || statement.left.kind === 'opaque') return false
  const parts = statement.left.kind === 'joined' ? statement.left.parts : [statement.left]
  return parts.some((part) => part.kind === 'field' && /^(?:ip |ip6 |meta nfproto$|meta protocol$)/.test(part.name))
}

function readStatement(statement: unknown, scope: Scope): Statement {
  const [word, content] = only(statement) ?? []
  if (word === undefined) return { kind: 'opaque', words: 'a statement that is not understood' }
  if (harmless.has(word)) return { kind: 'harmless' }
  if (conditions.has(word)) return { kind: 'perhaps', words: word }
  const verdict = readVerdict(statement)
  if (verdict !== undefined) return { kind: 'verdict', verdict }
  switch (word) {
    case 'match':
      return readMatch(content, scope)
    case 'vmap':
      return readVmap(content, scope)
    case 'redirect':
      return readRedirect(content)
    case 'notrack':
      return { kind: 'change', field: 'ct state' }
    case 'mangle':
      return { kind: 'change', field: fieldOf(isRecord(content) ? content['key'] : undefined) ?? '*' }
    case 'set':
      // Remembers the packet; with a statement of its own (a rate) it is also a condition.
      return isRecord(content) && content['stmt'] === undefined
        ? { kind: 'harmless' }
        : { kind: 'perhaps', words: 'a set with a limit' }
    case 'xt':
      return readXt(content)
    default:
      return { kind: 'opaque', words: word }
  }
}

/** A rule of iptables that nft has no words for: it tells only the name of the extension. */
function readXt(content: unknown): Statement {
  const [type, name] = isRecord(content) ? [content['type'], text(content['name']) ?? ''] : []
  const words = `iptables ${name ?? ''}`.trim()
  if (type === 'match') return name === 'comment' ? { kind: 'harmless' } : { kind: 'perhaps', words }
  if (type === 'target' && name === 'REJECT') return { kind: 'verdict', verdict: { kind: 'reject' } }
  if (type === 'target' && (name === 'LOG' || name === 'NFLOG' || name === 'MASQUERADE' || name === 'SNAT'))
    return { kind: 'harmless' }
  if (type === 'target' && name === 'DNAT') return { kind: 'verdict', verdict: { kind: 'away', words } }
  return { kind: 'opaque', words }
}

function readMatch(content: unknown, scope: Scope): Statement {
  const op = isRecord(content) ? (content['op'] ?? '==') : undefined
  if (!isRecord(content) || !isOperator(op)) return { kind: 'perhaps', words: 'a match that is not understood' }
  return { kind: 'match', op, left: readExpression(content['left']), right: readPattern(content['right'], scope) }
}

function isOperator(op: unknown): op is Operator {
  return typeof op === 'string' && operators.includes(op)
}

function readVmap(content: unknown, scope: Scope): Statement {
  const data = isRecord(content) ? content['data'] : undefined
  const pairs = only(data)?.[0] === 'set' ? only(data)?.[1] : undefined
  const name = text(data)
  if (!isRecord(content) || !(Array.isArray(pairs) || name?.startsWith('@')))
    return { kind: 'opaque', words: 'a map that is not understood' }
  return {
    kind: 'vmap',
    key: readExpression(content['key']),
    entries: Array.isArray(pairs) ? readMapEntries(pairs, scope) : named(name ?? '', scope),
  }
}

function readRedirect(content: unknown): Statement {
  if (content === null) return { kind: 'redirect', port: undefined }
  const told = isRecord(content) ? content['port'] : undefined
  const port = numeric(told)
  if (isRecord(content) && told === undefined) return { kind: 'redirect', port: undefined }
  if (port !== undefined && port > 0 && port <= 65_535) return { kind: 'redirect', port }
  return { kind: 'verdict', verdict: { kind: 'away', words: 'redirect' } }
}

/** Joined keys are a handful of fields. */
const mostParts = 8

export function readExpression(value: unknown): Expression {
  const field = fieldOf(value)
  if (field !== undefined) return { kind: 'field', name: field }
  const [word, content] = only(value) ?? []
  if (word === '&' && Array.isArray(content) && content.length === 2) {
    const name = fieldOf(content[0])
    if (name !== undefined) return { kind: 'masked', name, mask: readPattern(content[1], { family: '', table: '' }) }
  }
  if (word === 'concat' && Array.isArray(content) && content.length <= mostParts) {
    const parts = content.map((one) => fieldOf(one))
    if (parts.every((part) => part !== undefined))
      return { kind: 'joined', parts: parts.map((name) => ({ kind: 'field', name })) }
  }
  return { kind: 'opaque', words: word?.slice(0, 20) ?? 'something' }
}

/** The name of a field of the packet, as nft writes it. */
function fieldOf(value: unknown): string | undefined {
  const [word, content] = only(value) ?? []
  if (!isRecord(content)) return undefined
  const [key, name] = [text(content['key']), text(content['name'])]
  switch (word) {
    case 'payload': {
      const [protocol, field] = [text(content['protocol']), text(content['field'])]
      return protocol === undefined || field === undefined ? undefined : `${protocol} ${field}`
    }
    case 'meta':
      return key === undefined ? undefined : `meta ${key}`
    case 'ct':
      return key === undefined ? undefined : `ct ${[text(content['dir']), key].filter(Boolean).join(' ')}`
    case 'fib': {
      const [result, flags] = [text(content['result']), content['flags']]
      const list = (Array.isArray(flags) ? flags : [flags]).filter((flag) => typeof flag === 'string')
      return result === undefined ? undefined : `fib ${list.sort().join('.')} ${result}`
    }
    case 'tcp option':
      return name === undefined ? undefined : `tcp option ${[name, text(content['field'])].filter(Boolean).join(' ')}`
    default:
      return undefined
  }
}
