import { describe, expect, it } from 'vitest'
import { servers } from '../../../../src/checks/looks/servers.ts'
import { success } from '../../../../src/core/failure.ts'
import { scripted, type Step } from '../../scripted-conversation.ts'
import { silentLine } from '../../silent-line.ts'

async function greetedWith(steps: readonly Step[], port = 25) {
  const { conversation, heard, ended } = scripted(steps)
  const line = silentLine({ dial: async () => success(conversation) })
  const path = { v4: { interface: 'eth0', local: ['192.168.1.10'] } }
  // An address that the whole internet could reach; nothing is sent to it.
  const asked = { release: '0.1.0', probes: [], stun: [], servers: [{ host: '25.198.51.25', port }] }
  const facts = await servers.v4.observe(line, { path } as never, asked)
  return { server: facts.servers[0], heard, ended: ended() }
}

describe('a large operator’s server', () => {
  it('is heard to its first line where it greets', async () => {
    const { server, heard, ended } = await greetedWith([{ says: '220-mx.test' }, { says: '220 ready' }])
    expect(server).toMatchObject({ ended: 'replied', greeting: '220-mx.test' })
    expect(server).not.toHaveProperty('more')
    expect([heard, ended]).toEqual([['QUIT'], true])
  })

  it('is heard to the end where it turns us away: there the reason stands', async () => {
    const lines = ['554-mx.test', '554-No SMTP service', '554 IP address is block listed']
    const { server } = await greetedWith([...lines.map((says) => ({ says })), { says: '221 bye' }])
    expect(server).toMatchObject({ ended: 'replied', greeting: lines[0], more: lines.slice(1) })
  })

  it('is heard for so long and no longer', async () => {
    const { server } = await greetedWith(Array.from({ length: 50 }, (_, at) => ({ says: `554-line ${at}` })))
    expect(server?.more).toHaveLength(4)
  })

  it.each([
    ['falls silent', [{ says: '554-mx.test' }, { says: '554-and' }]],
    ['hangs up', [{ says: '554-mx.test' }, { says: '554-and' }, { ends: 'closed' }]],
    ['says something else', [{ says: '554-mx.test' }, { says: '554-and' }, { says: 'the weather' }]],
  ] as const)('is heard as far as it goes where it %s', async (_, steps) => {
    expect((await greetedWith(steps)).server).toMatchObject({ greeting: '554-mx.test', more: ['554-and'] })
  })

  it('has no reason to give where it speaks another language', async () => {
    const { server } = await greetedWith([{ says: '* BYE not you' }], 143)
    expect(server).toMatchObject({ ended: 'replied', greeting: '* BYE not you' })
    expect(server).not.toHaveProperty('more')
  })
})
