import { expect, it } from 'vitest'
import { domainNamed, lacksDomain } from '../../../src/cli/domain-named.ts'
import type { Finding } from '../../../src/core/finding.ts'

async function named(...typed: readonly string[]) {
  const said: string[] = []
  let asked = 0
  const domain = await domainNamed({
    width: 80,
    err: (text) => void said.push(text),
    ask: async () => typed[asked++] ?? '',
  })
  return { domain, asked, said: said.join('') }
}

it.each([
  [['example.org'], 'example.org', 1],
  [[' Bücher.Example. '], 'xn--bcher-kva.example', 1],
  [[''], undefined, 1],
  [['home'], undefined, 2],
  [['no domain', 'example.org'], 'example.org', 2],
  [['me@example.org', 'https://example.org', 'example.org'], undefined, 2],
] as const)('%j typed in is the domain %s', async (typed, domain, asked) => {
  expect(await named(...typed)).toMatchObject({ domain, asked })
})

it('says what a domain looks like to somebody who types something else', async () => {
  expect((await named('192.0.2.1')).said).toContain('one looks like example.org')
})

it('is asked for where names were left out for want of it', () => {
  const matters = { receive: 'required' } as const
  const skipped = (check: string, because: { moot: string } | { blind: string }) =>
    ({ check, matters, kind: 'skipped', because }) as unknown as Finding
  expect(lacksDomain([skipped('names.mx', { moot: 'no domain was given' })])).toBe(true)
  const resolver = (verdict: string) =>
    ({ check: 'line.resolver', matters, kind: 'answered', answer: 'some', verdict }) as unknown as Finding
  expect(lacksDomain([resolver('warn'), skipped('names.mx', { moot: 'no domain was given' })])).toBe(true)
  expect(lacksDomain([resolver('unknown'), skipped('names.mx', { moot: 'no domain was given' })])).toBe(false)
  expect(lacksDomain([skipped('names.mx', { blind: 'the line is down' })])).toBe(false)
  expect(lacksDomain([skipped('outbound.relay', { moot: 'no relay was given' })])).toBe(false)
})
