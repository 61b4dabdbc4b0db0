import { describe, expect, it } from 'vitest'
import { type Trace, traced } from '../../../src/core/traced.ts'
import { success } from '../../../src/core/failure.ts'
import { silentLine } from '../silent-line.ts'

async function evidenceOf(url: string): Promise<string | undefined> {
  const trace: Trace = []
  await traced(silentLine(), trace).request({ method: 'GET', url, headers: { authorization: 'Bearer secret' } })
  expect(JSON.stringify(trace)).not.toContain('Bearer')
  return trace[0]?.on
}

describe('the evidence of a request', () => {
  it.each([
    'https://probe.example.org:8025/v1/about',
    'https://a-name-that-is-longer-than-any-secret-would-be-42.example.org/v1/limits',
    'http://192.168.1.1:49000/igdupnp/control/WANIPConn1',
    'http://192.168.1.1:5000/upnp/control/WANIPConnection-1',
    'http://192.168.1.1:5000/WANCommonInterfaceConfig',
    'https://rdap.db.ripe.net/ip/2001:db8:113:1::10',
    'http://192.168.1.1/',
  ])('is where it went: %s', async (url) => expect(await evidenceOf(url)).toBe(`GET ${url}`))

  it.each([
    ['the token of a session', `https://[2001:db8::1]:8025/v1/sessions/${'kT9_'.repeat(11)}/mtu`, '/v1/sessions/…/mtu'],
    // Whoever knows it can read for a week whose line was measured.
    [
      'the id of a measurement',
      'https://api.globalping.io/v1/measurements/2211ca4b54417d7540010vYd',
      '/v1/measurements/…',
    ],
    ['whatever is asked', 'http://portal.test/ok?session=1#top', '/ok'],
  ])('leaves out %s', async (_, url, path) => {
    expect(await evidenceOf(url)).toBe(`GET ${new URL(url).origin}${path}`)
  })
})

describe('the evidence of a question', () => {
  const name = '2.0.0.127.s3cretkey.lists.test'
  const line = silentLine({
    ask: async () =>
      success({
        answers: [
          { name, type: 'CNAME', ttl: 60, data: '2.0.0.127.0therkey.lists.test' },
          { name, type: 'A', ttl: 60, data: '127.0.0.2' },
        ],
        authentic: false,
        server: { address: '192.0.2.53', port: 53 },
      }),
  })

  it('is what was asked, and all that came', async () => {
    const trace: Trace = []
    await traced(line, trace).ask({ name: 'mail.example.org', type: 'A' })
    expect(trace[0]).toMatchObject({ on: 'mail.example.org A', saw: '2.0.0.127.0therkey.lists.test, 127.0.0.2' })
  })

  it('has no key in it, neither of the name asked for nor of where an alias leads', async () => {
    const trace: Trace = []
    await traced(line, trace).ask({ name, type: 'A', shownAs: '2.0.0.127.lists.test' })
    expect(trace[0]).toMatchObject({ on: '2.0.0.127.lists.test A', saw: '127.0.0.2' })
    expect(JSON.stringify(trace)).not.toContain('key')
  })
})
