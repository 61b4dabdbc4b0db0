import { afterEach, describe, expect, it } from 'vitest'
import { openToken } from '../../../src/wire/token.ts'
import { freshIdentity } from '../../../probe-server/main.ts'
import { elsewhere, home, probeAddress, type World, world } from './world.ts'

let here: World | undefined
afterEach(async () => {
  await here?.close()
  here = undefined
})

describe('a session', () => {
  it('tells the caller how it is seen, and everything it needs to use the probe', async () => {
    here = await world()
    const { session, nonce } = await here.session()
    expect(session.address).toBe(home)
    expect(session.host).toBe(`[${probeAddress}]`)
    expect(session.ports).toEqual([25, 465, 587, 143, 993])
    expect(session.addresses).toEqual({ v4: probeAddress })
    expect(session.limits.left).toBe(19)
    expect(session.expiresInS).toBe(120)
    expect(nonce).toHaveLength(16)
    expect((await here.session('127.0.0.2')).session.address).toBe(elsewhere)
  })

  it('is remembered by nobody but its token, which only the probe can read and which dies in two minutes', async () => {
    const identity = freshIdentity([])
    const now = Date.UTC(2026, 0, 1)
    here = await world({ identity, now: () => now })
    const { session } = await here.session()
    const read = openToken(identity.secret, session.token, now)
    expect(read).toMatchObject({ kind: 'open', contents: { address: home, expiresAt: now + 120_000 } })
    expect(openToken(freshIdentity([]).secret, session.token, now)).toEqual({ kind: 'bad' })
    expect(openToken(identity.secret, session.token, now + 120_000)).toEqual({ kind: 'expired' })
  })

  it('names only the ports that really listen', async () => {
    const taken = await world()
    here = await world({ realPort: (port) => (port === 25 ? taken.realPort(25) : 0) })
    expect(here.probe.listening.find(({ what }) => what === 25)?.failure).toBe('in-use')
    expect((await here.session()).session.ports).toEqual([465, 587, 143, 993])
    await taken.close()
  })

  it('gives every session another token and nonce', async () => {
    const one = await world()
    here = one
    const sessions = await Promise.all(Array.from({ length: 5 }, () => one.session()))
    expect(new Set(sessions.map(({ session }) => session.token)).size).toBe(5)
    expect(new Set(sessions.map(({ session }) => session.nonce)).size).toBe(5)
  })

  it('shows what it is to people who look the address up, without a script, and its version to programs', async () => {
    here = await world({ name: 'probe.example.org' })
    const page = await here.ask('GET', '/')
    expect(page.status).toBe(200)
    expect(page.body).toContain('probe.example.org')
    expect(page.body).toContain('of no other')
    expect(page.body).not.toMatch(/<script|https?:\/\//)
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    const about = await here.ask('GET', '/v1')
    expect(JSON.parse(about.body)).toEqual({
      name: 'mailworthy-probe',
      version: '0.1.0',
      minAgent: '0.1.0',
      protocols: [1],
    })
    expect((await here.ask('HEAD', '/')).body).toBe('')
  })
})
