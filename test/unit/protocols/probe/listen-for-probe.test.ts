import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../../src/core/failure.ts'
import type { Conversation, ListenAt, Serve } from '../../../../src/core/line.ts'
import { listenForProbe } from '../../../../src/protocols/probe/listen-for-probe.ts'
import { isListenerGreeting, listenerFarewell, proberHello } from '../../../../src/wire/listener-dialogue.ts'
import { silentLine } from '../../silent-line.ts'
import { virtualClock } from '../../virtual-clock.ts'
import { nonce } from './session-fixture.ts'

type Says = string | 'nothing' | 'closed'

/** A caller that says one line (or nothing, until it is hung up on). */
function caller(address: string, says: Says) {
  const heard: string[] = []
  const state = { ended: false }
  const conversation: Conversation = {
    local: { address: '192.0.2.1', port: 25 },
    remote: { address, port: 50_025 },
    tls: undefined,
    readLine: async () =>
      says === 'nothing' ? failed('timed-out') : says === 'closed' ? failed('closed') : success(says),
    read: async () => failed('closed'),
    write: async (data) => {
      heard.push(String(data))
      return success(undefined)
    },
    startTls: async () => failed('unsupported'),
    end: () => {
      state.ended = true
    },
  }
  return { conversation, heard, state }
}

async function listening() {
  const asked: ListenAt[] = []
  let serve: Serve = async () => {}
  let closed = 0
  const clock = virtualClock()
  const line = silentLine({
    clock,
    listen: async (at, wanted) => {
      asked.push(at)
      serve = wanted
      return success({
        local: { address: '0.0.0.0', port: at.port },
        close: async () => {
          closed += 1
        },
      })
    },
  })
  const listener = await listenForProbe(line, { family: 'v4', port: 25, nonce })
  if (!listener.ok) throw new Error(listener.failure)
  return {
    listener: listener.value,
    comes: (conversation: Conversation) => serve(conversation),
    asked,
    clock,
    closed: () => closed,
  }
}

describe('listenForProbe', () => {
  it('proves itself to the probe, and the probe to it', async () => {
    const { listener, comes, asked, clock } = await listening()
    clock.advance(120)
    const probe = caller('198.51.100.10', proberHello(nonce, 25))
    await comes(probe.conversation)
    expect(asked).toEqual([{ family: 'v4', port: 25 }])
    expect(isListenerGreeting((probe.heard[0] ?? '').trimEnd(), nonce, 25)).toBe(true)
    expect(probe.heard[1]).toBe(`${listenerFarewell}\r\n`)
    expect(listener.arrivals()).toEqual([{ from: '198.51.100.10', fromPort: 50_025, atMs: 120, proved: true }])
    expect(probe.state.ended).toBe(true)
  })

  it.each<[string, Says]>([
    ['nothing', 'nothing'],
    ['garbage', 'GET / HTTP/1.1'],
    ['the proof of another port', proberHello(nonce, 587)],
    ['the proof of another session', proberHello(new Uint8Array(16), 25)],
  ])('records a stranger that says %s, and says no more', async (_, says) => {
    const { listener, comes } = await listening()
    const stranger = caller('192.0.2.66', says)
    await comes(stranger.conversation)
    expect(listener.arrivals()).toMatchObject([{ from: '192.0.2.66', proved: false }])
    expect(stranger.heard).toHaveLength(1)
    expect(stranger.state.ended).toBe(true)
  })

  it('tells words that were changed on the way in from silence, and both from a caller who hangs up', async () => {
    const { listener, comes } = await listening()
    const changed = proberHello(nonce, 25).replace('EHLO', 'XXXX')
    await comes(caller('198.51.100.10', changed).conversation)
    await comes(caller('198.51.100.10', 'nothing').conversation)
    await comes(caller('198.51.100.10', 'closed').conversation)
    expect(listener.arrivals()).toMatchObject([
      { proved: false, heard: changed },
      { proved: false, failure: 'timed-out' },
      { proved: false, failure: 'closed' },
    ])
  })

  it('tells what its callers are told, to be compared with what the probe heard', async () => {
    const { listener, comes } = await listening()
    const probe = caller('198.51.100.10', 'closed')
    await comes(probe.conversation)
    expect(probe.heard).toEqual([`${listener.greeting}\r\n`])
  })

  it('is not filled up by strangers before the probe comes', async () => {
    const { listener, comes } = await listening()
    for (let index = 0; index < 100; index += 1) await comes(caller(`192.0.2.${index}`, 'nothing').conversation)
    for (let index = 0; index < 100; index += 1)
      await comes(caller('198.51.100.10', proberHello(nonce, 25)).conversation)
    expect(listener.count()).toBe(200)
    expect(listener.arrivals().filter(({ proved }) => proved)).toHaveLength(4)
    expect(listener.arrivals().filter(({ proved }) => !proved)).toHaveLength(8)
  })

  it('closes', async () => {
    const { listener, closed } = await listening()
    await listener.close()
    expect(closed()).toBe(1)
  })

  it('passes on why it cannot listen', async () => {
    const line = silentLine({ listen: async () => failed('in-use') })
    expect(await listenForProbe(line, { family: 'v6', port: 25, nonce })).toMatchObject({ failure: 'in-use' })
  })
})
