import type { Failure } from '../../core/failure.ts'
import type { RouterSpeech } from '../../core/journal.ts'
import type { Opening } from './opening.ts'
import type { RouterTable } from './router-table.ts'
import type { Asked, Refusal } from './tongue.ts'

export type NotOpened = Exclude<Opening, { readonly kind: 'opened' | 'there-already' | 'no-protocol' }>

/** What an asking that was not granted comes to. */
export async function notOpened(
  asked: Exclude<Asked, { readonly kind: 'granted' }> | { readonly kind: 'not-noted'; readonly failure: Failure },
  speech: RouterSpeech,
  external: number,
  table: RouterTable | undefined,
): Promise<NotOpened> {
  switch (asked.kind) {
    case 'refused':
      return refused(asked, speech, external, table)
    case 'unanswered':
      return { kind: 'silent', speech, failure: asked.failure }
    case 'not-noted':
      return asked
  }
}

async function refused(
  { why, code, says }: Refusal,
  speech: RouterSpeech,
  external: number,
  table: RouterTable | undefined,
): Promise<NotOpened> {
  const words = { code, ...(says !== undefined && says !== '' && { says }) }
  switch (why) {
    case 'taken': {
      // It has an owner, or it is a refusal in disguise: IGD:1 has no code for "you may not", so miniupnpd says 718, and
      // in PCP 11.
      const there = await table?.look(external)
      if (there?.kind !== 'done') return { kind: 'conflict', speech }
      const owner = there.value
      return owner === null ? { kind: 'forbidden', speech, ...words } : { kind: 'conflict', speech, owner }
    }
    case 'forbidden':
      return { kind: 'forbidden', speech, ...words }
    case 'no-wan':
      return { kind: 'no-wan', speech, code }
    case 'permanent-only':
    case 'same-port-only':
      // UPnP alone knows these.
      return { kind: why, speech: 'upnp', code }
    case 'other':
      return { kind: 'refused', speech, ...words }
  }
}
