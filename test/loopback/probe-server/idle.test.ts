import { afterEach, describe, expect, it } from 'vitest'
import type { Conversation, Endpoint, Line } from '../../../src/core/line.ts'
import { keepIdle } from '../../../src/protocols/probe/keep-idle.ts'
import type { OpenSession } from '../../../src/protocols/probe/open-session.ts'
import { clock } from '../../../src/system/clock.ts'
import { dial } from '../../../src/system/dial.ts'
import { howLongIdle } from '../../../src/watch/idle/how-long-idle.ts'
import { echoHello } from '../../../src/wire/echo-dialogue.ts'
import { silentLine } from '../../unit/silent-line.ts'
import { forgetfulBox } from './forgetful-box.ts'
import { type World, world } from './world.ts'

let here: World
afterEach(() => here.close())

/** A word that was lost is waited for twelve seconds: here nothing is slow. */
const patience = 0.1
const never = new AbortController().signal

/** A line that leads to a loopback port, whatever the port is called. */
function lineTo(port: () => number): Line {
  return silentLine({
    clock: { ...clock(never), patience },
    dial: (_to: Endpoint, options) =>
      dial(
        { address: '127.0.0.1', port: port() },
        { connectMs: 2_000, ...options, from: '127.0.0.1', patience },
        never,
      ),
  })
}

async function opened(): Promise<OpenSession> {
  const { session } = await here.session()
  return { family: 'v4', probe: { url: 'https://192.0.2.5:8025', pins: [] }, address: '192.0.2.5', session }
}

async function said(conversation: Conversation, text: string): Promise<string> {
  await conversation.write(`${text}\r\n`)
  const read = await conversation.readLine()
  return read.ok ? read.value : `(${read.failure})`
}

/** Beyond the greeting and, where a session is named, beyond its proof. */
async function met(token?: string): Promise<Conversation> {
  const conversation = await here.call(143)
  await conversation.readLine()
  if (token !== undefined) {
    await said(conversation, echoHello(token, 143))
    await conversation.readLine()
  }
  return conversation
}

describe('a silence on purpose', () => {
  it('is kept by an honest line, and the probe speaks first', async () => {
    here = await world()
    expect((await opened()).session.idle).toEqual({ mostS: 1860 })
    expect(
      await keepIdle(
        lineTo(() => here.realPort(143)),
        await opened(),
        1,
      ),
    ).toBe('kept')
  })

  it('is lost where a box in between forgets, while a new connection is made', async () => {
    here = await world()
    const port = await forgetfulBox(1_500, here.realPort(143))
    const line = lineTo(() => port)
    const open = await opened()
    const told = await howLongIdle(line, open, [1, 3])
    expect(told).toEqual({ family: 'v4', keptMs: 1_000, lostMs: 3_000 })
  })

  it('says nothing of a line that is down afterwards', async () => {
    here = await world()
    const port = await forgetfulBox(500, here.realPort(143))
    let now = port
    const line = lineTo(() => now)
    const asking = howLongIdle(line, await opened(), [2])
    setTimeout(() => (now = 1), 1_000)
    expect(await asking).toBeUndefined()
  })

  it('is kept for nobody without a session of this address, and not for longer than is allowed', async () => {
    here = await world()
    const { session } = await here.session('127.0.0.2')
    for (const conversation of [await met(), await met(session.token)]) {
      expect(await said(conversation, 'i1 XIDLE 5')).toMatch(/^i1 NO name a session/)
      conversation.end()
    }
    const own = await met((await here.session()).session.token)
    expect(await said(own, 'i1 XIDLE 1861')).toMatch(/^i1 BAD from 1 to 1860/)
    expect(await said(own, 'i1 XIDLE 0')).toMatch(/^i1 BAD/)
    own.end()
  })

  it('ends at the first word, and is no silence then', async () => {
    here = await world()
    const conversation = await met((await here.session()).session.token)
    expect(await said(conversation, 'i1 XIDLE 60')).toBe('+ idling 60')
    expect(await said(conversation, 'i2 NOOP')).toBe('(closed)')
    conversation.end()
  })

  it('takes none of the room of other connections, and has a bound of its own', async () => {
    here = await world({ limits: { connectionsPerAddress: 1, idlersPerAddress: 1 } })
    const { token } = (await here.session()).session
    const first = await met(token)
    expect(await said(first, 'i1 XIDLE 60')).toBe('+ idling 60')
    const second = await met(token)
    expect(await said(second, 'i1 XIDLE 60')).toMatch(/^i1 NO too many/)
    for (const conversation of [first, second]) conversation.end()
  })
})
