import { labRefusal } from './namespaces.ts'

/** Runs once before the lab: where it is required, a refusal fails the run; elsewhere it is said aloud. */
export default function setup(): (() => void) | undefined {
  const refusal = labRefusal()
  if (refusal === undefined) return undefined
  if (process.env['MAILWORTHY_LAB'] === 'required') throw new Error(`The lab is required, but ${refusal}.`)
  const notice = `\n!!! THE LAB WAS SKIPPED: ${refusal}.\n!!! Nothing was tested against real daemons and real NAT.\n\n`
  return () => {
    process.stderr.write(notice)
  }
}
