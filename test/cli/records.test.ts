import { createSocket } from 'node:dgram'
import { decode, encode } from 'dns-packet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command } from './command.ts'

/** A resolver that knows one MX record, and fails for all other names, so that nobody else is asked. */
const socket = createSocket('udp4')
let resolver = ''

beforeAll(async () => {
  socket.on('message', (message, from) => {
    const { id, questions = [] } = decode(message)
    const [question] = questions
    const name = question?.name ?? ''
    const known = name.toLowerCase() === 'example.org' && question?.type === 'MX'
    const servfail = 2
    const data = { preference: 10, exchange: 'mail.example.org' }
    const answers = known ? [{ name, type: 'MX' as const, ttl: 60, data }] : []
    const flags = 0x180 | (known ? 0 : servfail)
    socket.send(encode({ id: id ?? 0, type: 'response', flags, questions, answers }), from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  resolver = `127.0.0.1:${socket.address().port}`
})
afterAll(() => new Promise<void>((resolve) => socket.close(() => resolve())))

const records = (...args: readonly string[]) =>
  command('mailworthy', ['records', '--domain', 'example.org', '--v4', '203.0.113.5', '--resolver', resolver, ...args])

describe('mailworthy records', () => {
  it('tells what is there, and what could not be looked up', async () => {
    const { code, stdout, stderr } = await records()
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' })
    expect(stdout).toContain('MX of example.org: is there. Leads mail to the server.')
    expect(stdout).toContain('example.org. IN TXT "v=spf1 mx -all" ; not known whether it is there')
    expect(stdout).toContain('mode: testing')
    // As a web form has it: what stands before the domain alone.
    expect(stdout).toMatch(/^ {2}name +_dmarc$/m)
    expect(stdout).toMatch(/^ {2}port +993$/m)
    expect(stdout).not.toMatch(/undefined|null|NaN/)
  })

  it('tells what differs, as JSON', async () => {
    const { code, stdout } = await records('--host', 'other.example.org', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      domain: 'example.org',
      host: 'other.example.org',
      zone: 'example.org',
      addresses: ['203.0.113.5'],
      policy: { url: 'https://mta-sts.example.org/.well-known/mta-sts.txt' },
    })
    expect(JSON.parse(stdout).records[0]).toMatchObject({
      type: 'MX',
      state: 'differs',
      found: ['10 mail.example.org'],
      form: { name: '@', priority: 10, value: 'other.example.org', ttl: 3600 },
    })
  })

  it.each([
    [['records'], /--domain is missing/],
    [['records', '--domain', 'example.org', '--v4', '2001:db8::5'], /--v4 must be an IPv4 address/],
  ])('wants to be told: %j', async (args, complaint) => {
    const { code, stderr } = await command('mailworthy', args)
    expect(code).toBe(64)
    expect(stderr).toMatch(complaint)
  })
})
