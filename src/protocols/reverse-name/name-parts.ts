/** A name taken apart as a reader would: what the provider called the host, and the domain that it is in. */
export interface NameParts {
  /** The whole name in lower case, without the final dot. */
  readonly text: string
  /** What stands before the registrable domain: `77.113.0.203.dyn` of `77.113.0.203.dyn.example.net`. */
  readonly host: string
  readonly firstLabel: string
  /** The label that was registered: `example` of `dyn.example.co.uk`. */
  readonly registered: string
  /** What stands between the separators of the host part: `p3plsmtpa07`, `01`. */
  readonly tokens: readonly string[]
  /** Words of the host part, with the digits around them cut off: `dyn`, `hsd` of `hsd1`. */
  readonly words: readonly string[]
}

/** A name has 253 characters (RFC 1035 §3.1), and four times as many where each octet of it is escaped. */
const mostCharacters = 1_012

/**
 * Second-level labels below which countries let people register (`co.uk`, `net.br`). That a rare one is missing costs
 * little: its owner's label is then taken for a part of the host.
 */
const sharedSecondLevels = new Set(
  'ac ad asso co com edu gen go gob gouv gov govt id in info ind ltd me mil ne net nom or org plc res sch web'.split(
    ' ',
  ),
)

export function nameParts(name: string): NameParts {
  const text = name.slice(0, mostCharacters).toLowerCase().replace(/\.$/, '')
  const labels = text.split('.')
  const [second = '', top = ''] = labels.slice(-2)
  const isShared = labels.length > 2 && top.length === 2 && sharedSecondLevels.has(second)
  const registrable = isShared ? 3 : 2
  const hostLabels = labels.slice(0, -registrable)
  const tokens = hostLabels.flatMap((label) => label.split(/[-_]/))
  return {
    text,
    host: hostLabels.join('.'),
    firstLabel: hostLabels[0] ?? '',
    registered: labels.at(-registrable) ?? '',
    tokens,
    words: tokens.flatMap(trimmed),
  }
}

/** `dhcp203` is dhcp, `0xcb00714d` is nothing; `4g` is what it is. */
function trimmed(token: string): readonly string[] {
  if (/^[345]g$/.test(token)) return [token]
  const word = /^\d*([a-z]+)\d*$/.exec(token)?.[1]
  return word === undefined ? token.split(/\d+/).filter((each) => /^[a-z]{3,}$/.test(each)) : [word]
}
