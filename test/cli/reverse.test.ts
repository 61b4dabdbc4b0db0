import { createSocket } from 'node:dgram'
import { decode, encode } from 'dns-packet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command } from './command.ts'

const data: Readonly<Record<string, string>> = {
  '5.113.0.203.in-addr.arpa PTR': 'mail.example.org',
  'mail.example.org A': '203.0.113.5',
  '6.113.0.203.in-addr.arpa PTR': '203-0-113-6.dyn.example.net',
  '203-0-113-6.dyn.example.net A': '203.0.113.6',
  '113.0.203.in-addr.arpa NS': 'ns.example.net',
}
const types: readonly string[] = ['A', 'PTR', 'NS']

/** A resolver that knows a few names, and fails for all others, so that nobody else is asked. */
const socket = createSocket('udp4')
let resolver = ''

beforeAll(async () => {
  socket.on('message', (message, from) => {
    const { id, questions = [] } = decode(message)
    const [question] = questions
    const name = question?.name ?? ''
    const found = data[`${name.toLowerCase()} ${question?.type}`]
    const answers =
      found === undefined || !types.includes(question?.type ?? '')
        ? []
        : [{ name, type: question?.type as 'A', ttl: 60, data: found }]
    const servfail = 2
    const flags = 0x180 | (answers.length === 0 ? servfail : 0)
    socket.send(encode({ id: id ?? 0, type: 'response', flags, questions, answers }), from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  resolver = `127.0.0.1:${socket.address().port}`
})
afterAll(() => new Promise<void>((resolve) => socket.close(() => resolve())))

const reverse = (...args: readonly string[]) => command('mailworthy', ['reverse', ...args, '--resolver', resolver])

describe('mailworthy reverse', () => {
  it('tells a name of one’s own', async () => {
    const { code, stdout, stderr } = await reverse('203.0.113.5')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('The name of 203.0.113.5 is mail.example.org, and that leads back to it.')
  })

  it('tells a name that was made up, as JSON', async () => {
    const { code, stdout } = await reverse('203.0.113.6', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      address: '203.0.113.6',
      names: ['203-0-113-6.dyn.example.net'],
      each: [{ name: '203-0-113-6.dyn.example.net', confirmed: true, class: 'generic' }],
      confirmed: true,
      class: 'generic',
      because: ['has the whole address in it', 'has a word for a line or a rented machine in it (dyn)'],
      answer: 'generic',
    })
  })

  it.each([
    ['mail.example.org', 'example.org', 'custom', 0],
    // Nobody else could have put it there.
    ['203-0-113-7.dyn.example.org', 'example.org', 'custom', 0],
    ['203-0-113-7.dyn.example.net', 'example.org', 'generic', 1],
    ['203_0_113_7.dyn.example.net', 'example.org', 'generic', 1],
    ['static.203-0-113-7.example.net', 'example.org', 'generic-static', 0],
  ])(
    'judges the name %s in the domain %s before it is there, and looks nothing up',
    async (name, domain, kind, exit) => {
      const args = ['reverse', '203.0.113.7', '--name', name, '--domain', domain, '--resolver', '127.0.0.1:1']
      const { code, stdout } = await command('mailworthy', [...args, '--json'])
      expect(JSON.parse(stdout)).toMatchObject({ names: [name], confirmed: null, class: kind, name })
      expect(code).toBe(exit)
      const words = await command('mailworthy', args)
      expect(words.stdout).toContain(`As the name of 203.0.113.7, ${name}`)
      expect(words.code).toBe(exit)
    },
  )

  it('takes a name in one’s own domain for one’s own', async () => {
    const { stdout } = await reverse('203.0.113.6', '--domain', 'example.net', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ class: 'custom', answer: 'confirmed' })
  })

  it('does not know what nobody tells', async () => {
    const { code, stdout } = await reverse('203.0.113.7', '--json')
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ names: [], confirmed: false, class: null, answer: 'lookup-failed' })
  })
})
