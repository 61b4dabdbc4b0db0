import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freshIdentity, type Identity, keptIdentity, pinOfKey } from '../../../probe-server/identity.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mailworthy-identity-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

async function kept(names: readonly string[] = ['203.0.113.5']): Promise<Identity> {
  const outcome = await keptIdentity(join(dir, 'state'), names)
  if (!outcome.ok) throw new Error(outcome.detail)
  return outcome.value
}

describe('the identity of a probe', () => {
  it('is made at the first start and is the same ever after', async () => {
    const first = await kept()
    const second = await kept()
    expect(second.pins).toEqual(first.pins)
    expect(second.certificate).toBe(first.certificate)
    expect(second.secret).toEqual(first.secret)
    expect(new X509Certificate(first.certificate).checkIP('203.0.113.5')).toBe('203.0.113.5')
  })

  it('is for its owner alone', async () => {
    await kept()
    expect(statSync(join(dir, 'state')).mode & 0o777).toBe(0o700)
    expect(readdirSync(join(dir, 'state')).sort()).toEqual(['certificate.pem', 'key.pem', 'secret'])
    for (const file of readdirSync(join(dir, 'state'))) expect(statSync(join(dir, 'state', file)).mode & 0o077).toBe(0)
  })

  it('is one and the same for two that start at once', async () => {
    const many = await Promise.all(Array.from({ length: 6 }, () => kept()))
    expect(new Set(many.map(({ pins }) => pins[0])).size).toBe(1)
    expect(new Set(many.map(({ secret }) => Buffer.from(secret).toString('hex'))).size).toBe(1)
  })

  it('keeps its pin when the machine changes its name', async () => {
    const first = await kept(['203.0.113.5'])
    const second = await kept(['203.0.113.6', 'probe.example.org'])
    expect(second.pins).toEqual(first.pins)
    expect(new X509Certificate(second.certificate).checkHost('probe.example.org')).toBe('probe.example.org')
  })

  it('announces the next key before it takes over', async () => {
    const first = await kept()
    const next = freshIdentity([])
    const file = join(dir, 'state', 'next-key.pem')
    writeFileSync(file, next.key.export({ type: 'pkcs8', format: 'pem' }))
    expect((await kept()).pins).toEqual([...first.pins, pinOfKey(next.key)])
    renameSync(file, join(dir, 'state', 'key.pem'))
    const rotated = await kept()
    expect(rotated.pins).toEqual(next.pins)
    expect(new X509Certificate(rotated.certificate).checkPrivateKey(next.key)).toBe(true)
  })

  it.each(['key.pem', 'next-key.pem', 'secret'])('never overwrites a %s that it cannot read', async (file) => {
    await kept()
    const path = join(dir, 'state', file)
    writeFileSync(path, 'not what it should be')
    expect(await keptIdentity(join(dir, 'state'), [])).toMatchObject({
      ok: false,
      failure: 'malformed',
      detail: expect.stringContaining(file),
    })
    expect(readFileSync(path, 'utf8')).toBe('not what it should be')
  })

  it('says so when the folder is none', async () => {
    writeFileSync(join(dir, 'state'), '')
    expect(await keptIdentity(join(dir, 'state'), [])).toMatchObject({ ok: false })
    chmodSync(dir, 0o700)
  })
})
