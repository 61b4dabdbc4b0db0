import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { settingNames } from '../../../../src/cli/settings/setting-names.ts'
import schema from '../../../../src/report/report.schema.json' with { type: 'json' }

const page = readFileSync(new URL('../../../../docs/format.md', import.meta.url), 'utf8')
const named = new Set([...page.matchAll(/`"?([\w.-]+)"?`/g)].map(([, word = '']) => word))

describe('the page of the formats', () => {
  it('names every setting and its variable', () => {
    const words = settingNames.flatMap((name) => [name, `MAILWORTHY_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`])
    expect(words.filter((word) => !named.has(word))).toEqual([])
  })

  it('names every member of the report, and every verdict and way', () => {
    const { properties } = schema
    const words = [
      ...Object.keys(properties),
      ...properties.verdict.enum,
      ...properties.plan.properties.way.enum,
      ...schema.$defs.finding.oneOf.flatMap((kind) => Object.keys(kind.properties)),
    ]
    expect(words.filter((word) => !named.has(word))).toEqual([])
  })
})
