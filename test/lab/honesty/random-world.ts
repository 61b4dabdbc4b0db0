import type { Block, V4, V6, WorldSpec } from '../spec.ts'
import { mailPorts } from '../addresses.ts'

/** Draws whole numbers below a limit; the same seed draws the same ones. */
export type Draw = (below: number) => number

/** mulberry32, by Tommy Ettinger, in the public domain: 32 bits of state are plenty to pick worlds with. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const v4s: readonly V4[] = ['direct', 'one-router', 'one-router', 'one-router', 'double', 'carrier']
const v6s: readonly V6[] = ['none', 'none', 'native-open', 'native-firewalled', 'blackhole']
const hows: readonly NonNullable<Block['how']>[] = ['drop', 'drop', 'reset', 'prohibited']

/** A world put together at random, of the parts that providers and routers really combine. */
export function randomWorld(draw: Draw): WorldSpec {
  const pick = <T>(from: readonly T[]): T => from[draw(from.length)] as T
  /** All, none or any subset, so that the usual cases come up as well as the odd ones. */
  const somePorts = (): readonly number[] =>
    pick([() => [...mailPorts], () => [], () => mailPorts.filter(() => draw(2) === 0)])()
  const [v4, v6, forwards, out, into, how] = [pick(v4s), pick(v6s), somePorts(), somePorts(), somePorts(), pick(hows)]
  const block: Block = {
    ...(draw(3) === 0 ? { out } : {}),
    ...(draw(3) === 0 ? { in: into } : {}),
    how,
  }
  return { v4, v6, forwards, isp: { block } }
}
