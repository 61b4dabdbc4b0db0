import { defineCheck, maybe } from '../../core/check.ts'
import type { Failure } from '../../core/failure.ts'
import type { Family } from '../../core/line.ts'
import type { Address, Name } from '../../core/mark.ts'
import { isGlobal, sameAddress } from '../../protocols/addresses.ts'
import { budgets } from '../budgets.ts'
import { nameServers, type NameServersFacts } from '../looks/name-servers.ts'
import { externalOf, router } from '../looks/router.ts'
import { stun } from '../looks/stun.ts'
import { vantageProbe } from '../vantage/probe.ts'
import { linePath } from './path.ts'

export interface AddressFacts {
  readonly family: Family
  /** There is a default route of this family. */
  readonly route: boolean
  /** The addresses of this machine on the interface that the route leaves by. */
  readonly local: readonly Address[]
  /** What each witness that answered sees us as. */
  readonly seen: readonly Sighting[]
  /** Witnesses that were asked over this family and did not answer. */
  readonly silent: readonly Silence[]
  /** Somebody answered over the other family, so the line is not down. */
  readonly otherFamilyWorks: boolean
}

export interface Sighting {
  readonly by: 'probe' | 'stun' | 'name-server' | 'interface' | 'router'
  readonly witness: Name
  readonly address: Address
}

export interface Silence {
  readonly by: 'probe' | 'stun'
  readonly witness: Name
  readonly failure: Failure
}

const spoken = { v4: 'IPv4', v6: 'IPv6' } as const
const notAsked: readonly Failure[] = ['no-data', 'name-not-found', 'lookup-failed', 'lookup-refused']
/** Fewer that are silent prove nothing: one of them may simply be down. */
const enoughSilent = 2

/** The address that others see this line under. */
const addressOver = <F extends Family>(family: F, other: Family) =>
  defineCheck<AddressFacts>()({
    id: `line.address.${family}`,
    stem: 'line.address',
    title: `Others see this line under one public ${spoken[family]} address.`,
    matters: family === 'v4' ? { receive: 'required', send: 'required', access: 'required' } : {},
    revision: 1,
    needs: {
      path: linePath,
      probe: maybe(vantageProbe),
      here: maybe(stun[family]),
      elsewhere: maybe(stun[other]),
      router: maybe(router.v4),
      names: maybe(nameServers[family]),
      otherNames: maybe(nameServers[other]),
    },
    budget: budgets.combining,
    marks: { local: 'address', witness: 'name', address: 'address' },
    answers: {
      seen: {
        verdict: 'pass',
        says: ({ seen }) => `The internet sees this line as ${seen[0]?.address}; ${seen.length} witnesses agree.`,
      },
      'seen-once': {
        verdict: 'pass',
        says: ({ seen }) =>
          `One witness, ${seen[0]?.witness}, sees this line as ${seen[0]?.address}; no other answered.`,
      },
      disagreeing: {
        verdict: 'warn',
        fault: 'undetermined',
        says: ({ seen }) =>
          `Different witnesses see different addresses: ${seen.map(({ witness, address }) => `${witness} sees ${address}`).join(', ')}.`,
        remedy:
          'The line leaves by a pool of addresses or by several ways. Ask the provider for one address of your own, or name one way out with --interface.',
      },
      none: {
        verdict: 'fail',
        fault: 'provider',
        says: ({ route }) =>
          route
            ? `This machine has a way out over ${spoken[family]}, but nobody answers there, while ${spoken[other]} works.`
            : `This line has no ${spoken[family]}.`,
        remedy:
          family === 'v4'
            ? 'Most mail servers still speak IPv4 only: ask the provider for a public IPv4 address.'
            : 'Mail gets by without IPv6. If the provider offers it, it can be switched on in the router.',
      },
      'no-witness': {
        verdict: 'unknown',
        says: ({ silent }) =>
          silent.length === 0
            ? 'Nobody was asked which address this line has.'
            : `Nobody who was asked for the address of this line answered (${silent.map(({ witness }) => witness).join(', ')}).`,
        remedy:
          'Check that the line is up, then run again. A probe of your own (--probe) or another STUN server (--stun) can be the witness.',
      },
    },
    async observe(_line, { path, probe, here, elsewhere, router: ownRouter, names, otherNames }) {
      const local = path[family]?.local ?? []
      const told = (here?.witnesses ?? []).map((each) => ({ by: 'stun' as const, ...each }))
      const session = probe?.[family]
      const called: Sighting[] = [
        ...(session === undefined
          ? []
          : [{ by: 'probe' as const, witness: session.session.host, address: session.session.address }]),
        ...told.flatMap(({ by, witness, address }) => (address === undefined ? [] : [{ by, witness, address }])),
      ]
      const sighted = [...called, ...believed(names, called)]
      // An address that somebody sees and that this very machine wears has a second witness: the machine itself.
      const own = local.filter((mine) => isGlobal(mine) && sighted.some(({ address }) => sameAddress(address, mine)))
      // So has one that the router says is its own. Alone it says nothing: a router knows what it was told, or lies.
      const said = ownRouter && externalOf(ownRouter)
      const atRouter = said !== undefined && sighted.some(({ address }) => sameAddress(address, said)) ? [said] : []
      return {
        family,
        route: path[family] !== undefined,
        local,
        seen: [
          ...sighted,
          ...own.map((address) => ({ by: 'interface' as const, witness: 'this machine', address })),
          ...atRouter.map((address) => ({ by: 'router' as const, witness: 'the router', address })),
        ],
        silent: told.flatMap(({ by, witness, failure }) =>
          // A witness whose address of this family is not known was not asked.
          failure === undefined || notAsked.includes(failure) ? [] : [{ by, witness, failure }],
        ),
        otherFamilyWorks:
          probe?.[other] !== undefined ||
          (elsewhere?.witnesses ?? []).some(({ address }) => address !== undefined) ||
          believed(otherNames, []).length > 0,
      }
    },
    judge({ route, seen, silent, otherFamilyWorks }) {
      const distinct = new Set(seen.map(({ address }) => address))
      if (distinct.size > 1) return 'disagreeing'
      if (distinct.size === 1) return seen.length > 1 ? 'seen' : 'seen-once'
      if (!otherFamilyWorks) return 'no-witness'
      return !route || silent.length >= enoughSilent ? 'none' : 'no-witness'
    },
    gives: ({ seen, local }) => {
      const first = seen[0]
      if (first === undefined) return undefined
      return { address: first.address, onThisMachine: local.some((mine) => sameAddress(mine, first.address)) }
    },
  })

/**
 * What name servers say counts where it agrees with others, or where nobody else answers and they agree among themselves. A
 * network that answers in place of some of them sees its own resolver: that would be a quarrel about nothing.
 */
function believed(names: NameServersFacts | undefined, others: readonly Sighting[]): readonly Sighting[] {
  if (names === undefined || names.answeredFromNowhere) return []
  const told = names.witnesses.flatMap(({ witness, address }) =>
    address === undefined ? [] : [{ by: 'name-server' as const, witness, address }],
  )
  if (others.length > 0)
    return told.filter(({ address }) => others.some((other) => sameAddress(other.address, address)))
  return told.every(({ address }) => sameAddress(address, told[0]?.address ?? '')) ? told : []
}

export const lineAddress = { v4: addressOver('v4', 'v6'), v6: addressOver('v6', 'v4') } as const
