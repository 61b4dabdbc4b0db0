import { describe, expect, it } from 'vitest'
import { controlPort } from '../../../src/wire/control-port.ts'
import { dialBackPath } from '../../../src/wire/protocol.ts'
import { listener, resultOf, serving, start } from './dialled.ts'
import { deadPort, home } from './world.ts'

describe('the control port of a dial-back', () => {
  it('proves both sides to each other like any other', async () => {
    const here = await start()
    const { session, nonce } = await here.session()
    const seen = { proved: false }
    await serving(here, controlPort, listener(nonce, controlPort, seen))
    const { events } = await here.dialBack(session, { [controlPort]: 'listener' })
    expect(resultOf(events, controlPort)).toMatchObject({ result: 'open-proved' })
    expect(seen).toEqual({ proved: true })
    expect(here.dialled).toEqual([`${home}:${controlPort}`])
  })

  it('tells its failures as they are, since its silence proves nothing in any case', async () => {
    const here = await start()
    const { session } = await here.session()
    const { events } = await here.dialBack(session, { 25: 'listener', [controlPort]: 'listener' })
    expect(resultOf(events, 25)).toMatchObject({ result: 'probe-unable' })
    expect(resultOf(events, controlPort)).toMatchObject({ result: 'timed-out' })
    here.internet.set(`${home}:${controlPort}`, await deadPort())
    const again = await here.dialBack((await here.session()).session, { [controlPort]: 'listener' })
    expect(resultOf(again.events, controlPort)).toMatchObject({ result: 'refused' })
  })

  it('is no proof that the probe can dial mail ports', async () => {
    const here = await start()
    await serving(here, controlPort, (socket) => socket.end('220 hello\r\n'))
    await here.dialBack((await here.session()).session, { [controlPort]: 'listener' })
    const { events } = await here.dialBack((await here.session()).session, { 25: 'listener' })
    expect(resultOf(events, 25)).toMatchObject({ result: 'probe-unable' })
  })

  it('is never dialled unless it was asked for, and never as a server', async () => {
    const here = await start()
    const { session } = await here.session()
    await here.dialBack(session, { 25: 'listener' })
    expect(here.dialled).toEqual([`${home}:25`])
    const body = JSON.stringify({ ports: { [controlPort]: 'server' } })
    const answer = await here.ask('POST', dialBackPath((await here.session()).session.token), { body })
    expect(answer.status).toBe(400)
  })
})
