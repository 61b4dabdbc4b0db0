import { Ajv2020 } from 'ajv/dist/2020.js'
import schema from '../../../src/report/report.schema.json' with { type: 'json' }

type Node = { readonly [key: string]: unknown }

/** What is wrong with a report, as the published schema sees it: nothing, if all is well. */
export function complaints(report: unknown): readonly string[] {
  return validated(schema, report)
}

/**
 * The same with a schema that allows no member it does not name: a member that is in the report and not in the schema is
 * a member that nobody has been told of.
 */
export function undocumented(report: unknown): readonly string[] {
  return validated(closed(schema) as Node, report)
}

function validated(by: object, report: unknown): readonly string[] {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false })
  const validate = ajv.compile(by)
  validate(report)
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  )
}

function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed)
  if (typeof node !== 'object' || node === null) return node
  const inner = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, key === 'if' ? value : closed(value)]),
  )
  return 'properties' in node ? { ...inner, additionalProperties: false } : inner
}
