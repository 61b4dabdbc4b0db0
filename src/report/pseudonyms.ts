import type { AddressLiteral } from './address-literals.ts'

/** Words that stand for what somebody wants to keep to themselves: the same value, the same word. */
export interface Pseudonyms {
  /** `address-1`, or `private-address-1`, `carrier-grade-address-1`, …: who helps must know of which kind it is. */
  address(literal: AddressLiteral): string
  /** `hardware-address-1`, `name-1`, `banner-1` */
  other(kind: 'hardware-address' | 'address' | 'name' | 'banner', value: string): string
}

/** A fresh set: numbers begin at 1 and follow the order in which values turn up. */
export function pseudonyms(): Pseudonyms {
  const words = new Map<string, string>()
  const counts = new Map<string, number>()
  const word = (kind: string, key: string) => {
    const known = words.get(`${kind} ${key}`)
    if (known !== undefined) return known
    const number = (counts.get(kind) ?? 0) + 1
    counts.set(kind, number)
    words.set(`${kind} ${key}`, `${kind}-${number}`)
    return `${kind}-${number}`
  }
  return {
    address: ({ key, scope }) => word(scope === 'other' ? 'address' : `${scope}-address`, key),
    other: (kind, value) => word(kind, value.toLowerCase().replace(/\.$/, '')),
  }
}
