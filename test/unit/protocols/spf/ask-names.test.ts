import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../../src/core/failure.ts'
import type { Line } from '../../../../src/core/line.ts'
import { askNames } from '../../../../src/protocols/spf/ask-names.ts'
import { evaluateSpf } from '../../../../src/protocols/spf/evaluate-spf.ts'
import { spfSender } from '../../../../src/protocols/spf/spf-sender.ts'
import { silentLine } from '../../silent-line.ts'
import { virtualClock } from '../../virtual-clock.ts'
import { scriptedNames } from '../dns/scripted-names.ts'
import { receiver } from './spf-cases.ts'

const own = '192.0.2.53'
const zone = { 'example.test NS': ['ns.example.test'], 'ns.example.test A': [own] }
const record = 'v=spf1 ip4:192.0.2.1 -all'

describe('the names that SPF asks for over a line', () => {
  it('are the data of one type, without the aliases that lead to them', async () => {
    const { line } = scriptedNames({ resolver: { 'a.test CNAME': ['b.test'], 'b.test TXT': [record, 'x'] } })
    for (const atItsWord of [true, false])
      expect(await askNames(line, { atItsWord })('a.test', 'TXT')).toEqual(success([record, 'x']))
  })

  it('are looked for in the zone itself where a resolver has nothing', async () => {
    const servers = { [own]: { 'example.test TXT': [record] } }
    const { line } = scriptedNames({ resolver: zone, zones: ['example.test'], servers })
    expect(await askNames(line)('example.test', 'TXT')).toEqual(success([record]))
    expect(await askNames(line, { atItsWord: true })('example.test', 'TXT')).toMatchObject({ failure: 'no-data' })
  })

  it('are not known to be missing where nobody confirms it', async () => {
    const { line } = scriptedNames({ resolver: zone, zones: ['example.test'] })
    expect(await askNames(line)('example.test', 'TXT')).toMatchObject({ failure: 'lookup-failed' })
  })
})

/** A resolver that takes 3 s for an answer, on a line with deadlines. */
function slowLine(): Line {
  const clock = virtualClock()
  const until = (end: number): Line =>
    silentLine({
      clock,
      async ask({ name, type }) {
        clock.advance(Math.min(3_000, end - clock.elapsed()))
        if (clock.elapsed() >= end) return failed('timed-out')
        // Each record includes the next one, which has a longer name.
        const data = name.length > 30 ? record : `v=spf1 include:a.${name} -all`
        return success({
          answers: [{ name, type, ttl: 1, data }],
          authentic: false,
          server: { address: own, port: 53 },
        })
      },
      within: (ms) => until(Math.min(end, clock.elapsed() + ms)),
    })
  return until(Number.POSITIVE_INFINITY)
}

describe('RFC 7208 §4.6.4: a check that takes too long', () => {
  const { sender } = spfSender('192.0.2.1', 'user@example.test', 'mail.test')

  it('comes to temperror', async () => {
    const evaluation = await evaluateSpf(askNames(slowLine().within(20_000)), sender, receiver)
    expect(evaluation).toMatchObject({ result: 'temperror', decidedBy: { reason: 'lookup' } })
    expect(JSON.stringify(evaluation.decidedBy)).toContain('no answer came in time')
  })

  it('is one that is given less time', async () => {
    expect((await evaluateSpf(askNames(slowLine().within(60_000)), sender, receiver)).result).toBe('pass')
    expect((await evaluateSpf(askNames(slowLine().within(5_000)), sender, receiver)).result).toBe('temperror')
  })
})
