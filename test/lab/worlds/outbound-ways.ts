import type { Mtu } from '../outbound-spec.ts'
import { goodBothFamilies } from './direct-open.ts'
import { goodStaticForwards } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'

/** Receivers judge another address than the one that everything else leaves by. */
const otherAddress: KnownWorld = {
  ...goodStaticForwards,
  name: 'outbound-25-by-another-address',
  spec: { ...goodStaticForwards.spec, isp: { otherAddress: [25] } },
  answers: { ...goodStaticForwards.answers, 'outbound.25.v4': 'other-address' },
}

const narrow = (name: string, mtu: Mtu, answer: 'clear' | 'black-hole'): KnownWorld => ({
  ...goodBothFamilies,
  name,
  spec: { ...goodBothFamilies.spec, isp: { mtu } },
  answers: { ...goodBothFamilies.answers, 'line.mtu': answer },
})

/** Ways that let mail through, some with reservations. */
export const outboundWays: readonly KnownWorld[] = [
  otherAddress,
  narrow('mtu-black-hole', { out: 1400, in: 1400, told: false }, 'black-hole'),
  narrow('mtu-black-hole-out', { out: 1400, told: false }, 'black-hole'),
  narrow('mtu-black-hole-in', { in: 1400, told: false }, 'black-hole'),
  narrow('mtu-small-and-told', { out: 1400, in: 1400, told: true }, 'clear'),
]
