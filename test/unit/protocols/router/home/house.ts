import { expect } from 'vitest'
import type { RouterSpeech } from '../../../../../src/core/journal.ts'
import { meetRouter } from '../../../../../src/protocols/router/meet-router.ts'
import { openMapping } from '../../../../../src/protocols/router/open-mapping.ts'
import type { HeldMapping, WantedMapping } from '../../../../../src/protocols/router/opening.ts'
import { type Fate, homeLine, place } from './home-line.ts'
import { type Habits, HomeRouter, here } from './home-router.ts'

export const wanted: WantedMapping = {
  external: 25,
  internal: { address: here, port: 61_225 },
  leaseS: 3600,
  replace: false,
  permanentIfNeeded: false,
}

/** What the table shows of it. */
export const mapped = `25 -> ${here}:61225`

/** A router of those habits, met, and a program whose every step after the meeting meets its fate. */
export async function house(habits: Partial<Habits> = {}, fateOf?: (step: string, index: number) => Fate) {
  const router = new HomeRouter(habits)
  const met = await meetRouter(homeLine(router).line, place, 3000)
  return { router, met, ...homeLine(router, fateOf) }
}

export type House = Awaited<ReturnType<typeof house>>

export function open({ line, met }: House, parts: Partial<WantedMapping> = {}, speech: RouterSpeech | 'auto' = 'auto') {
  return openMapping(line, met, { ...wanted, ...parts }, speech)
}

/** Opens what must open. */
export async function held(at: House, parts: Partial<WantedMapping> = {}, speech?: RouterSpeech): Promise<HeldMapping> {
  const { opening } = await open(at, parts, speech)
  if (opening.kind !== 'opened') throw new Error(`not opened: ${opening.kind}`)
  return opening.held
}

/** The table is that again, nothing is noted, and nothing was done that was not. */
export function expectAsBefore({ router }: House, shown: readonly string[] = []): void {
  expect(router.shown()).toEqual(shown)
  expect(router.journal.notes()).toEqual([])
  expect(router.unnoted).toEqual([])
}
