import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReceiversFacts, reputationReceivers } from '../../../../src/checks/reputation/receivers.ts'
import { turnedAway } from '../../../../src/checks/reputation/turned-away.ts'
import type { ServerFacts } from '../../../../src/checks/looks/servers.ts'
import { conclude } from '../../../../src/core/conclude.ts'
import { judgements } from '../judgements.ts'

const addresses = ['203.0.113.7']
const receiver = (host: string, ...greeting: readonly string[]) => ({ host, family: 'v4' as const, greeting })
const large = receiver('mx.large.test', '220 mx.large.test ESMTP')
const mute = { ...receiver('mx.mute.test'), failure: 'timed-out' as const }

judgements(reputationReceivers, [
  ['greeted by all', { addresses, receivers: [large, receiver('mx.other.test', '220-welcome')] }, 'welcome'],
  ['greeted by one, the other is silent', { addresses, receivers: [large, mute] }, 'welcome'],
  [
    'turned away by one of them',
    { addresses, receivers: [large, receiver('mx.gmx.test', '554-gmx.test', '554 IP address is block listed')] },
    'turned-away',
  ],
  [
    'put off for its bad repute',
    {
      addresses,
      receivers: [receiver('mx.y.test', '421 4.7.0 [TSS04] Messages from 203.0.113.7 temporarily deferred')],
    },
    'turned-away',
  ],
  [
    'put off by one that is busy',
    { addresses, receivers: [receiver('mx.b.test', '421 4.3.2 Try later')] },
    'no-witness',
  ],
  ['met by nobody', { addresses, receivers: [mute] }, 'no-witness'],
  ['nobody was asked', { addresses: [], receivers: [] }, 'no-witness'],
])

describe('a greeting', () => {
  it.each([
    ['554 5.7.1 Service unavailable; Client host [203.0.113.7] blocked using Spamhaus', true],
    ['550 DY-001 (SNT) Unfortunately, messages from 203.0.113.7 weren’t sent', true],
    ['571 go away', true],
    ['554', true],
    ['421 RP-001 The mail server IP connecting from 203.0.113.7 has exceeded the limit', true],
    ['451-4.7.650 The mail server [203.0.113.7] has been temporarily rate limited', true],
    ['421 4.7.28 Our system has detected an unusual rate of mail', true],
    ['421 4.3.2 System not accepting network messages', false],
    ['421 mx.large.test is busy, 4.7.1 kernels', false],
    ['450 4.17.1 nothing that there is', false],
    ['421 try later, 203.0.113.70', true],
    ['220 mx.large.test ESMTP 550 ready', false],
    ['* OK IMAP4rev1', false],
    ['', false],
  ])('turns this address away or not: %s', (greeting, away) => expect(turnedAway([greeting], addresses)).toBe(away))

  it('may say why in a later line', () =>
    expect(turnedAway(['421-mx.test', '421 203.0.113.7 is on our list'], addresses)).toBe(true))

  it('is judged, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 6 }), (greeting) => {
        expect(typeof turnedAway(greeting, addresses)).toBe('boolean')
      }),
    )
  })
})

describe('what large receivers say', () => {
  const server = (more: Partial<ServerFacts>): ServerFacts => ({ host: 'mx.test', port: 25, ended: 'replied', ...more })
  const look = (given: object): Promise<ReceiversFacts> =>
    reputationReceivers.observe({} as never, given as never, {} as never, () => {})

  it('is heard on port 25 of both families, with all lines of a refusal', async () => {
    const v4 = {
      servers: [
        server({ greeting: '554-mx.test', more: ['554 no'] }),
        server({ port: 587, greeting: '220 hello' }),
        server({ host: 'mx.unknown.test', ended: 'not-asked', failure: 'no-data' }),
        server({ host: 'mx.odd.test', ended: 'silent', greeting: 'SSH-2.0' }),
      ],
    }
    const v6 = { servers: [server({ ended: 'no-connection', failure: 'timed-out' })] }
    const address = { address: '203.0.113.7', onThisMachine: false }
    expect(await look({ v4, v6, address })).toEqual({
      addresses: ['203.0.113.7'],
      receivers: [
        { host: 'mx.test', family: 'v4', greeting: ['554-mx.test', '554 no'] },
        { host: 'mx.odd.test', family: 'v4', greeting: [] },
        { host: 'mx.test', family: 'v6', greeting: [], failure: 'timed-out' },
      ],
    })
    expect(await look({})).toEqual({ addresses: [], receivers: [] })
  })

  it('is shown where it turns away, and no more of it than can be read', () => {
    const long = `554 ${'so much to say '.repeat(40)}`
    const { says } = conclude(
      reputationReceivers,
      { addresses, receivers: [receiver('mx.test', '554-no', long, '554-a', '554-b')] },
      [],
    )
    expect(says).toMatch(/^This line is turned away by mx\.test, with these words: "554-no 554 so much/)
    expect(says).toMatch(/… 554-a …"\.$/)
    expect(says.length).toBeLessThan(350)
  })
})
