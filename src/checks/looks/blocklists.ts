import type { Blocklist, ListingKind } from '../../core/asked.ts'
import type { Family, Line } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address, Name } from '../../core/mark.ts'
import { askList } from '../../protocols/dnsbl/ask-list.ts'
import type { ListAnswer } from '../../protocols/dnsbl/read-list-answer.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'

export interface BlocklistsFacts {
  /** The address that was asked about. */
  readonly address?: Address
  /** The domain that was asked about; neither where there is none. */
  readonly domain?: Name
  readonly lists: readonly ListFacts[]
}

export interface ListFacts {
  readonly list: string
  /** Without the key, if there is one. */
  readonly zone: string
  /** What its codes can tell. */
  readonly tells: readonly ListingKind[]
  readonly removal?: string
  /** What it said of the address or the domain. */
  readonly here: ListAnswer
  /** What it said of its test points: the one that must be listed, and the one that must not. */
  readonly listedPoint: ListAnswer
  readonly unlistedPoint: ListAnswer
}

/** Each is asked three questions; as many as one kind of setting may have. */
const mostLists = 16
const marks = { address: 'address', domain: 'name' } as const

const listsOf = (family: Family) =>
  defineLook<BlocklistsFacts>()({
    look: `blocklists.${family}`,
    revision: 1,
    needs: { address: lineAddress[family] },
    budget: budgets.names,
    marks,
    observe: async (line, { address: { address } }, asked) => ({
      address,
      lists: await heard(line, asked.blocklists, family, address),
    }),
  })

const listsOfDomains = defineLook<BlocklistsFacts>()({
  look: 'blocklists.domain',
  revision: 1,
  needs: {},
  budget: budgets.names,
  marks,
  observe: async (line, _given, { domain, blocklists: lists }) =>
    domain === undefined ? { lists: [] } : { domain, lists: await heard(line, lists, 'domain', domain) },
})

/** What the lists that receivers ask say of this line's addresses, and of the domain. */
export const blocklists = { v4: listsOf('v4'), v6: listsOf('v6'), domain: listsOfDomains } as const

async function heard(
  line: Line,
  lists: readonly Blocklist[] = [],
  kind: Blocklist['of'][number],
  what: string,
): Promise<readonly ListFacts[]> {
  const able = lists.filter(({ of }) => of.includes(kind)).slice(0, mostLists)
  return Promise.all(
    able.map(async (list) => ({
      list: list.name,
      zone: list.shownAs ?? list.zone,
      tells: [...new Set(Object.values(list.codes))],
      ...(list.removal !== undefined && { removal: list.removal }),
      ...(await askList(line, list, kind, what)),
    })),
  )
}
