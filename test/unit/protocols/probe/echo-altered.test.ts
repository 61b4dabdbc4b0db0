import { describe, expect, it } from 'vitest'
import type { Step } from '../../scripted-conversation.ts'
import { ehloReply, good25, greeting, hears, pin, visit } from './echo-visit.ts'

describe('echo through a box that changes words', () => {
  it('notices STARTTLS that was taken out', async () => {
    const script: Step[] = [greeting(25), hears(25), ehloReply(25), { says: '250 XXXXXXXA' }]
    const { facts } = await visit(25, script)
    expect(facts).toMatchObject({
      stage: 'done',
      proved: true,
      starttls: { outcome: 'not-offered' },
      startTlsAnyway: 'failed',
      masked: true,
    })
    expect(facts.failure).toBeUndefined()
  })

  const offerless: Step[] = [greeting(25), hears(25), ehloReply(25), { says: '250 SIZE 0' }, { hears: 'STARTTLS' }]
  it.each<[string, Step[], object, string]>([
    ['refuses', [{ says: '502 what' }], { startTlsAnyway: 'refused' }, 'QUIT'],
    ['does not answer', [], { startTlsAnyway: 'failed' }, 'QUIT'],
    [
      'answers with another key',
      [{ says: '220 go' }, { tls: { pin: 'x'.repeat(43) } }],
      { startTlsAnyway: 'wrong-key', starttls: { outcome: 'not-offered', pin: 'x'.repeat(43) } },
      'STARTTLS',
    ],
    [
      'agrees',
      [{ says: '220 go' }, { tls: { pin } }, hears(25), ehloReply(25), { says: '250 SIZE 0' }],
      { startTlsAnyway: 'agreed', provedInTls: true, starttls: { outcome: 'not-offered', pin } },
      'QUIT',
    ],
  ])('asks for STARTTLS that was not offered: whoever %s is told by it', async (_, end, expected, last) => {
    const { facts, heard } = await visit(25, [...offerless, ...end])
    expect(facts).toMatchObject({ stage: 'done', proved: true, ...expected })
    expect(facts).not.toHaveProperty('masked')
    expect(heard.at(-1)).toBe(last)
  })

  it('knows the probe within TLS where every word in the clear was changed', async () => {
    const { facts } = await visit(25, [
      { says: '220 *****2******0********' },
      hears(25),
      { says: '250-************' },
      { says: '250 XXXXXXXA' },
      { hears: 'STARTTLS' },
      { says: '220 go' },
      { tls: { pin } },
      hears(25),
      ehloReply(25),
      { says: '250 SIZE 0' },
    ])
    expect(facts).toMatchObject({
      stage: 'done',
      signature: 'foreign',
      masked: true,
      proved: false,
      starttls: { outcome: 'not-offered' },
      startTlsAnyway: 'agreed',
      provedInTls: true,
    })
  })

  it('asks for STARTTLS where not even EHLO was let through', async () => {
    const { facts } = await visit(25, [
      greeting(25),
      hears(25),
      { says: '502 XXXX' },
      { hears: 'STARTTLS' },
      { says: '220 go' },
      { tls: { pin } },
      hears(25),
      ehloReply(25),
      { says: '250 SIZE 0' },
    ])
    expect(facts).toMatchObject({
      stage: 'hello',
      failure: 'refused',
      proved: false,
      startTlsAnyway: 'agreed',
      provedInTls: true,
    })
  })

  it.each<[string, Step[], boolean | undefined]>([
    ['with its proof', [ehloReply(25), { says: '250 SIZE 0' }], true],
    ['without a proof', [{ says: '250 probe' }], false],
    ['with nothing', [], undefined],
  ])('says EHLO again within TLS, and is answered %s', async (_, end, provedInTls) => {
    const { facts } = await visit(25, [...good25, hears(25), ...end])
    expect(facts).toMatchObject({ stage: 'done', proved: true, starttls: { outcome: 'agreed' } })
    expect(facts.provedInTls).toBe(provedInTls)
  })

  it('knows the probe by its proof behind a greeting that was altered', async () => {
    const { facts } = await visit(25, [{ says: '220 ****************' }, ...good25.slice(1)])
    expect(facts).toMatchObject({ stage: 'done', signature: 'foreign', proved: true })
    expect(facts.seenAs).toBeUndefined()
  })
})
