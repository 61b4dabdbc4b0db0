import { describe, expect, it } from 'vitest'
import { leftOpen } from '../../../src/cli/left-open.ts'
import type { Finding } from '../../../src/core/finding.ts'
import { begunOn } from '../../../src/protocols/router/begun-on.ts'
import { house, open } from '../protocols/router/home/house.ts'

const mapping = { check: 'router.mapping', stem: 'router.mapping', matters: {} } as const
const interrupted: Finding = { ...mapping, kind: 'skipped', because: { blind: 'the run was interrupted', on: '' } }
const leftBehind: Finding = {
  ...mapping,
  kind: 'answered',
  answer: 'left-behind',
  verdict: 'warn',
  says: '',
  revision: 1,
  facts: {},
  trace: [],
}

/** A run that has opened 25, beside another program that has opened 993. */
async function opened() {
  const at = await house()
  const { line, begun } = begunOn(at.line)
  await open({ ...at, line })
  await open(at, { external: 993, internal: { address: '192.168.1.10', port: 993 } })
  return { journal: at.line.journal, begun }
}

describe('what the router may have open still', () => {
  it('is told where the run was interrupted, and only what is of this run', async () => {
    const { journal, begun } = await opened()
    const said = await leftOpen({ findings: [interrupted] }, journal, begun)
    expect(said).toMatch(/^The router may have port 25 open still: .*"mailworthy ports restore" tries again\.$/)
  })

  it('is not told twice', async () => {
    const { journal, begun } = await opened()
    expect(await leftOpen({ findings: [leftBehind] }, journal, begun)).toBeUndefined()
  })

  it('is nothing where all is closed', async () => {
    const { journal, begun } = await opened()
    const notes = await journal.unended()
    for (const noted of notes.ok ? notes.value.filter(begun) : []) await journal.end(noted.id)
    expect(await leftOpen({ findings: [interrupted] }, journal, begun)).toBeUndefined()
  })
})
