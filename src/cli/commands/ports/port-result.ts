import type { Opening } from '../../../protocols/router/opening.ts'
import { sameAddress } from '../../../protocols/addresses.ts'
import { type OpeningScene, openingWords } from './opening-words.ts'
import { outsideWords } from './outside-words.ts'
import type { PortEnded } from './port-ended.ts'
import type { PortOutside } from './port-outside.ts'
import type { Told } from './told.ts'

/** One port: what the router did, and what somebody outside met there, if anybody was asked. */
export interface PortResult extends PortEnded {
  readonly outside?: PortOutside
}

type Scene = Omit<OpeningScene, 'ports'>

/** Whether the router has the port open for us, by its own word. */
export function isOpen({ ended: { kind } }: PortEnded): boolean {
  const open: readonly (Opening['kind'] | 'renewed' | 'no-firewall')[] = [
    'opened',
    'there-already',
    'renewed',
    'no-firewall',
  ]
  return open.includes(kind)
}

/** What is told of ports: those of which the same is to be said are told together. */
export function resultsTold(results: readonly PortResult[], scene: Scene): readonly Told[] {
  const groups = new Map<string, PortResult[]>()
  for (const result of results) {
    // In the words for one and the same port the port makes no difference: what differs is what has happened.
    const key = JSON.stringify(wordsOf(withoutPort(result), [0], scene))
    groups.set(key, [...(groups.get(key) ?? []), result])
  }
  return [...groups.values()].map((group) => {
    const [first] = group
    if (first === undefined) throw new Error('a group of nothing')
    return wordsOf(
      first,
      group.map(({ external }) => external),
      scene,
    )
  })
}

function withoutPort(result: PortResult): PortResult {
  const isSamePort = result.internal.port === result.external
  return { ...result, external: 0, internal: { ...result.internal, port: isSamePort ? 0 : result.internal.port } }
}

function wordsOf(result: PortResult, ports: readonly number[], scene: Scene): Told {
  const opening = openingWords(result, { ...scene, ports })
  if (opening.mark !== 'good' || result.outside === undefined) return opening
  const elsewhere = !scene.own.some((each) => sameAddress(each, result.internal.address))
  const { mark, says, remedy = opening.remedy } = outsideWords(result.outside, ports, elsewhere)
  return { mark, says: `${opening.says} ${says}`, ...(remedy !== undefined && { remedy }) }
}
