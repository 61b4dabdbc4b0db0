import * as v from 'valibot'

/** The API's own have 24 letters and digits; beyond this form nothing could stand in a path. */
const form = /^[A-Za-z0-9_-]{1,64}$/

export const measurementId = v.pipe(v.string(), v.regex(form))

export function isMeasurementId(text: string): boolean {
  return form.test(text)
}
