import { withoutBlanks } from './without-blanks.ts'

export interface RecordField {
  readonly name: string
  readonly value: string
}

/** A TXT record may have 64 KiB; an honest one of these has a few hundred bytes. */
const maxBytes = 4096

/**
 * The fields of a record such as `v=STSv1; id=1`, after its version and in their order: the grammar that RFC 8461 §3.1 and
 * RFC 8460 §3 share. A value may hold anything printable here; what it may be is for its own field to say.
 *
 * Undefined where the record does not follow the grammar.
 */
export function recordFields(text: string, version: string): readonly RecordField[] | undefined {
  if (text.length > maxBytes || !text.startsWith(version)) return undefined
  // `1*(delim field) [delim]`: a last semicolon may stand alone.
  const [nothing, ...parts] = text.slice(version.length).split(';').map(withoutBlanks)
  if (nothing !== '') return undefined
  if (parts.length > 1 && parts.at(-1) === '') parts.pop()
  const fields = parts.map(readField)
  return fields.length > 0 && fields.every((field) => field !== undefined) ? fields : undefined
}

function readField(text: string): RecordField | undefined {
  const equals = text.indexOf('=')
  const [name, value] = [text.slice(0, Math.max(0, equals)), text.slice(equals + 1)]
  return /^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/.test(name) && /^[!-~]([\t -~]*[!-~])?$/.test(value)
    ? { name, value }
    : undefined
}
