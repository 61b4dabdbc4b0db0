import * as v from 'valibot'
import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Banner } from '../../core/mark.ts'
import { readJson } from '../../wire/json.ts'

/** What a Freebox says of itself to anybody. */
export interface FreeboxVersion {
  /** `Freebox v7 (r1)`, or `FreeboxServer1,1` from an older one. */
  readonly model: Banner
  /** `8.0` */
  readonly apiVersion: string
}

/** Real ones have up to 30 characters. */
const label = v.pipe(v.string(), v.minLength(1), v.maxLength(80))

// `uid` and `device_name`, which tell one box from all others, are not taken.
const schema = v.object({
  api_base_url: v.pipe(v.string(), v.regex(/^\/[\w/]{0,40}$/)),
  api_version: v.pipe(v.string(), v.regex(/^\d{1,3}\.\d{1,3}$/)),
  device_type: label,
  box_model_name: v.exactOptional(label),
})

/** Reads the answer to `/api_version` (https://dev.freebox.fr/sdk/os/, "Discovery using HTTP"). */
export function freeboxVersion(body: string): Outcome<FreeboxVersion> {
  const parsed = v.safeParse(schema, readJson(body))
  if (!parsed.success) return failed('malformed', 'no word of a Freebox')
  const { api_version, device_type, box_model_name } = parsed.output
  return success({ model: box_model_name ?? device_type, apiVersion: api_version })
}
