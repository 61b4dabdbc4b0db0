import { describe, expect, it } from 'vitest'
import type { Meeting } from '../../../probe-server/meeting.ts'
import { meetServer } from '../../../probe-server/meet-server.ts'
import type { MailPort } from '../../../src/wire/mail-port.ts'
import { bounds } from '../../../src/wire/protocol.ts'
import { type Step, scripted } from '../scripted-conversation.ts'
import { virtualClock } from '../virtual-clock.ts'

/** A meeting in virtual time, begun so long after the dial-back. */
async function meet(port: MailPort, script: readonly Step[], connectedAfterMs = 0) {
  const clock = virtualClock()
  clock.advance(connectedAfterMs)
  const far = scripted(script, clock)
  const greetings: object[] = []
  const meeting: Meeting = {
    nonce: new Uint8Array(16),
    host: 'probe.example.org',
    patience: 1,
    elapsed: clock.elapsed,
    remaining: () => Math.max(0, bounds.dialBackMs - clock.elapsed()),
    greeting: (text, { complete }) => greetings.push({ text, complete, atMs: clock.elapsed() }),
    pause: async (ms) => clock.advance(Math.max(0, ms)),
  }
  const met = await meetServer(far.conversation, port, meeting)
  return { met, greetings, heard: far.heard, tookMs: clock.elapsed(), left: far.left() }
}

const ehlo: Step[] = [{ hears: 'EHLO probe.example.org' }, { says: '250-mx.example.org' }, { says: '250 SIZE 1' }]

describe('the meeting with a mail server', () => {
  it('does not talk before postscreen has greeted to the end, six seconds after its teaser', async () => {
    const script: Step[] = [
      { says: '220-mx.example.org ESMTP' },
      { silentMs: 6000 },
      { says: '220 mx.example.org ESMTP Postfix' },
      ...ehlo,
      { hears: 'QUIT' },
    ]
    const { met, greetings, heard, tookMs, left } = await meet(25, script)
    expect(met).toEqual({ proved: false })
    expect(greetings).toEqual([
      { text: '220-mx.example.org ESMTP', complete: false, atMs: 0 },
      { text: '220-mx.example.org ESMTP', complete: true, atMs: 6000 },
    ])
    expect(heard).toEqual(['EHLO probe.example.org', 'QUIT'])
    expect(left).toBe(0)
    expect(tookMs).toBeLessThanOrEqual(bounds.dialBackMs)
  })

  it('bears six seconds before the first word', async () => {
    const { met, heard } = await meet(25, [{ silentMs: 6000 }, { says: '220 mx.example.org' }, ...ehlo])
    expect(met).toEqual({ proved: false })
    expect(heard).toEqual(['EHLO probe.example.org', 'QUIT'])
  })

  it('says nothing at all, not even goodbye, where the greeting is never finished', async () => {
    const { met, greetings, heard, tookMs } = await meet(25, [{ says: '220-mx.example.org' }])
    expect(met).toEqual({ proved: false, failure: 'timed-out' })
    expect(greetings).toMatchObject([{ complete: false }])
    expect(heard).toEqual([])
    expect(tookMs).toBeLessThanOrEqual(bounds.dialBackMs)
  })

  it('says only goodbye where a teaser ends in a refusal', async () => {
    const { heard } = await meet(25, [{ says: '220-mx.example.org' }, { silentMs: 6000 }, { says: '521 go away' }])
    expect(heard).toEqual(['QUIT'])
    const turned = await meet(25, [{ says: '554-no' }, { says: '554 mail here' }])
    expect(turned.heard).toEqual(['QUIT'])
  })

  it('ends with the whole dial-back, however late it was let in', async () => {
    const { met, heard, tookMs } = await meet(25, [{ says: '220-mx' }, { silentMs: 6000 }, { says: '220 mx' }], 4000)
    expect(met).toEqual({ proved: false, failure: 'timed-out' })
    expect(heard).toEqual([])
    expect(tookMs).toBeLessThanOrEqual(bounds.dialBackMs)
  })

  it('stays long enough to be found in the table of sockets, whether or not it is spoken to', async () => {
    expect((await meet(25, [{ says: '220 mx' }, ...ehlo])).tookMs).toBeGreaterThanOrEqual(bounds.holdMs)
    expect((await meet(143, [{ says: '* OK ready' }], 4000)).tookMs).toBeGreaterThanOrEqual(4000 + bounds.holdMs)
    expect((await meet(25, [{ ends: 'reset' }])).tookMs).toBeGreaterThanOrEqual(bounds.holdMs)
  })

  it('ends an endless greeting, and bounds what it tells of it', async () => {
    const { met, greetings, heard } = await meet(
      25,
      Array.from({ length: 1000 }, () => ({ says: '220-hello' })),
    )
    expect(met).toEqual({ proved: false, failure: 'too-much' })
    expect(greetings).toHaveLength(1)
    expect(heard).toEqual([])
  })
})
