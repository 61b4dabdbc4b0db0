import type { Expression, Match, Pattern, Rule, Statement } from './ruleset.ts'

/** Enough to find the rule again in what nft lists. */
const longest = 160

/** More alternatives than a glance takes in. */
const mostShown = 6

/** A rule in short, nearly as whoever set it writes it: for people, never to be parsed. At most 160 characters. */
export function ruleText(rule: Rule): string {
  const words = rule.statements.map((statement) => statementText(statement)).filter((text) => text !== '')
  const whole = rule.words ?? words.join(' ')
  return whole.length > longest ? `${whole.slice(0, longest - 1)}…` : whole
}

function statementText(statement: Statement): string {
  switch (statement.kind) {
    case 'match':
      return matchText(statement)
    case 'either':
      return `${statement.not ? 'not ' : ''}(${statement.of.map(matchText).join(' or ')})`
    case 'vmap':
      return `${expressionText(statement.key)} vmap`
    case 'verdict': {
      const { verdict } = statement
      if (verdict.kind === 'away') return verdict.words
      return 'target' in verdict ? `${verdict.kind} ${verdict.target}` : verdict.kind
    }
    case 'redirect':
      return statement.port === undefined ? 'redirect' : `redirect to :${statement.port}`
    case 'change':
      return `${statement.field} set`
    case 'perhaps':
    case 'opaque':
      return `(${statement.words})`
    case 'harmless':
      return ''
  }
}

function matchText({ op, left, right }: Match): string {
  return `${expressionText(left)} ${op === '==' || op === 'in' ? '' : `${op} `}${patternText(right)}`
}

function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case 'field':
      return expression.name.replace(/^meta (?=[io]if)/, '')
    case 'masked':
      return `${expression.name} & ${patternText(expression.mask)}`
    case 'joined':
      return expression.parts.map(expressionText).join(' . ')
    case 'opaque':
      return expression.words
  }
}

function patternText(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'atom':
      return String(pattern.value)
    case 'range':
      return `${pattern.from}-${pattern.to}`
    case 'prefix':
      return `${pattern.address}/${pattern.length}`
    case 'bits':
      return pattern.words.slice(0, mostShown).join(',')
    case 'joined':
      return pattern.parts.slice(0, mostShown).map(patternText).join(' . ')
    case 'any': {
      const shown = pattern.of.slice(0, mostShown).map(patternText)
      return `{ ${shown.join(', ')}${pattern.of.length > mostShown ? ', …' : ''} }`
    }
    case 'named':
      return `@${pattern.set.split(' ').slice(2).join(' ')}`
    case 'opaque':
      return pattern.words
  }
}
