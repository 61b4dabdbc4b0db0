import { recordFields } from '../record-fields.ts'

/** `v=STSv1; id=20260101T000000` at `_mta-sts.<domain>`: there is a policy, and this is the one to have. */
export interface MtaStsRecord {
  /** Changes with the policy. */
  readonly id: string
}

export const mtaStsVersion = 'v=STSv1'

export type MtaStsFlaw = 'grammar' | 'no-id' | 'wrong-id'

/** Reads the record that says that there is a policy (RFC 8461 §3.1), or why it is none. */
export function readMtaSts(text: string): MtaStsRecord | { readonly flaw: MtaStsFlaw } {
  const fields = recordFields(text, mtaStsVersion)
  if (fields === undefined) return { flaw: 'grammar' }
  // §3.1 sts-extension: neither blanks nor a second `=`.
  if (fields.some(({ value }) => !/^[!-<>-~]+$/.test(value))) return { flaw: 'grammar' }
  // §3.2, "TXT records and policy files": of a field that is there twice the first counts.
  const id = fields.find(({ name }) => name === 'id')
  if (id === undefined) return { flaw: 'no-id' }
  return /^[A-Za-z0-9]{1,32}$/.test(id.value) ? { id: id.value } : { flaw: 'wrong-id' }
}
