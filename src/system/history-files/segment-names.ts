import { randomBytes } from 'node:crypto'

/** `watch`: one after the other, of whoever holds the log. `beside`: of somebody who wrote at the same time, once. */
export type SegmentKind = 'watch' | 'beside'

export interface SegmentName {
  readonly name: string
  readonly kind: SegmentKind
  /** `2026-11` */
  readonly month: string
}

/** `watch-2026-11-0a1b2c3d.jsonl`: of a month, and the rest so that no two writers choose the same. */
export function newSegmentName(kind: SegmentKind, month: string): string {
  return `${kind}-${month}-${randomBytes(4).toString('hex')}.jsonl`
}

/** Undefined for a file that is something else. */
export function readSegmentName(name: string): SegmentName | undefined {
  const [, kind, month] = /^(watch|beside)-(\d{4}-\d{2})-[\da-f]{8}\.jsonl$/.exec(name) ?? []
  if (month === undefined) return undefined
  return { name, kind: kind === 'beside' ? 'beside' : 'watch', month }
}

/** The month of a record, by its own time (ISO 8601, UTC). */
export function monthOf(at: string): string {
  return at.slice(0, 7)
}
