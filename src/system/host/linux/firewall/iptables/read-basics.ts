import type { Statement } from '../ruleset.ts'
import type { Option } from './options-of.ts'
import { addressPattern, atom, condition, field, masked } from './patterns.ts'
import type { IpFamily } from './read-saved-rule.ts'

/** The options that need no `-m`: undefined for what is none of them, or cannot be read. */
export function readBasics({ flag, not, values }: Option, family: IpFamily): readonly Statement[] | undefined {
  const [value = '', ...more] = values
  // The fragments behind the first one; a plain packet is none.
  if (flag === '-f' && values.length === 0) return [condition(masked('ip frag-off', atom(0x1fff)), atom(0), !not)]
  // The counters of the rule.
  if (flag === '-c') return not || values.length !== 2 ? undefined : []
  if (value === '' || more.length > 0) return undefined
  switch (flag) {
    case '-p':
      return protocol(value, not)
    case '-s':
    case '-d':
      return [condition(field(`${family} ${flag === '-s' ? 'saddr' : 'daddr'}`), addressPattern(value), not)]
    case '-i':
    case '-o':
      return device(`meta ${flag.slice(1)}ifname`, value, not)
    default:
      return undefined
  }
}

/** 0 stands for all of them, and is no condition. */
function protocol(value: string, not: boolean): readonly Statement[] | undefined {
  if (value === 'all' || value === '0') return not ? undefined : []
  return [condition(field('meta l4proto'), atom(value === '6' ? 'tcp' : value), not)]
}

/** `eth+` stands for all that begin so. */
function device(name: string, value: string, not: boolean): readonly Statement[] | undefined {
  if (value === '+') return not ? undefined : []
  // nft writes a star of the name itself as `\*`.
  const pattern = value.replace(/\*$/, '\\*').replace(/\+$/, '*')
  return [condition(field(name), atom(pattern), not)]
}
