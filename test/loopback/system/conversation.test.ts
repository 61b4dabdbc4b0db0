import { createConnection } from 'node:net'
import { connect } from 'node:tls'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { listen } from '../../../src/system/listen.ts'
import { certificate } from './certificate.ts'
import { openLine } from './open-line.ts'
import { rawServer } from './raw-server.ts'
import { valueOf } from './value-of.ts'

describe('reaching', () => {
  it('fails refused where nobody listens', async () => {
    expect(await openLine().dial({ address: '127.0.0.1', port: 1 })).toMatchObject({ failure: 'refused' })
  })

  it('fails address-unavailable when told to speak from an address that is not ours', async () => {
    const server = await rawServer(() => {})
    expect(await openLine().dial(server.at, { from: '192.0.2.1' })).toMatchObject({ failure: 'address-unavailable' })
    expect(server.callers()).toBe(0)
  })

  it('tells both ends', async () => {
    const server = await rawServer(() => {})
    const conversation = valueOf(await openLine().dial(server.at, { from: '127.0.0.9' }))
    expect(conversation.remote).toEqual(server.at)
    expect(conversation.local.address).toBe('127.0.0.9')
    expect(conversation.local.port).toBeGreaterThan(0)
    expect(conversation.tls).toBeUndefined()
  })

  it('only knocks when told to: both ends are told, and the conversation is over', async () => {
    let isEnded = false
    const server = await rawServer((socket) => socket.once('end', () => (isEnded = true)).resume())
    const conversation = valueOf(await openLine().dial(server.at, { from: '127.0.0.9', knock: true }))
    expect(conversation.remote).toEqual(server.at)
    expect(conversation.local.address).toBe('127.0.0.9')
    expect(await conversation.readLine()).toMatchObject({ failure: 'closed' })
    expect(await conversation.write('EHLO')).toMatchObject({ failure: 'closed' })
    conversation.end()
    await vi.waitFor(() => expect(isEnded).toBe(true))
    expect(server.received()).toBe('')
  })
})

describe('reading lines', () => {
  async function lineFrom(...pieces: readonly (string | Uint8Array)[]) {
    const server = await rawServer((socket) => {
      for (const piece of pieces) socket.write(piece)
    })
    return valueOf(await openLine().dial(server.at))
  }

  it('takes CRLF and LF, several in one packet, and keeps the rest', async () => {
    const conversation = await lineFrom('220 one\r\n250-two\n', '\r\nrest')
    expect(await conversation.readLine()).toEqual({ ok: true, value: '220 one' })
    expect(await conversation.readLine()).toEqual({ ok: true, value: '250-two' })
    expect(await conversation.readLine()).toEqual({ ok: true, value: '' })
    expect(await conversation.read({ maxBytes: 2 })).toEqual({ ok: true, value: Buffer.from('re') })
    expect(await conversation.read({ maxBytes: 100 })).toEqual({ ok: true, value: Buffer.from('st') })
  })

  it('reads lines however they are cut into packets', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[ -~]{0,60}$/), { maxLength: 8 }),
        fc.nat(20),
        async (lines, cut) => {
          const whole = lines.map((line) => `${line}\r\n`).join('')
          const server = await rawServer((socket) => {
            socket.write(whole.slice(0, cut))
            setImmediate(() => socket.end(whole.slice(cut)))
          })
          const line = openLine()
          const conversation = valueOf(await line.dial(server.at))
          for (const expected of lines) expect(await conversation.readLine()).toEqual({ ok: true, value: expected })
          expect(await conversation.readLine()).toMatchObject({ failure: 'closed' })
          await line.close()
        },
      ),
      { numRuns: 30 },
    )
  })

  it('allows exactly as many bytes as it says', async () => {
    const conversation = await lineFrom(`${'a'.repeat(512)}\r\n${'b'.repeat(513)}\r\n`)
    expect(valueOf(await conversation.readLine())).toHaveLength(512)
    expect(await conversation.readLine()).toMatchObject({ failure: 'too-much' })
  })

  it('fails timed-out when somebody accepts and is silent', async () => {
    const conversation = await lineFrom()
    expect(await conversation.readLine({ ms: 30 })).toMatchObject({ failure: 'timed-out' })
  })

  it('fails timed-out when the bytes drip: the time is for the whole line', async () => {
    const server = await rawServer((socket) => {
      const drip = setInterval(() => socket.write('a'), 5)
      socket.on('close', () => clearInterval(drip))
    })
    const conversation = valueOf(await openLine().dial(server.at))
    expect(await conversation.readLine({ ms: 60 })).toMatchObject({ failure: 'timed-out' })
  })

  it('fails too-much on a flood without a line, and leaves the rest in the kernel', async () => {
    let sent = 0
    const server = await rawServer((socket) => {
      const flood = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65536, 'x'))) sent += 65536
      }
      socket.on('drain', flood)
      flood()
    })
    const conversation = valueOf(await openLine().dial(server.at))
    expect(await conversation.readLine()).toMatchObject({ failure: 'too-much' })
    // Nobody reads, so the window closes and the sender comes to a stand.
    let before = -1
    const stands = () => {
      const still = sent === before
      before = sent
      return still
    }
    await expect.poll(stands, { interval: 50, timeout: 10_000 }).toBe(true)
  })

  it('fails closed at the end, and keeps an unfinished line as evidence', async () => {
    const server = await rawServer((socket) => socket.end('554 no thanks'))
    const conversation = valueOf(await openLine().dial(server.at))
    const outcome = await conversation.readLine()
    expect(outcome).toMatchObject({ failure: 'closed', detail: expect.stringContaining('554 no thanks') })
  })

  it('fails reset when the connection is cut in the middle', async () => {
    const server = await rawServer((socket) => {
      socket.write('220 hel')
      socket.once('data', () => socket.resetAndDestroy())
    })
    const conversation = valueOf(await openLine().dial(server.at))
    expect(valueOf(await conversation.read({ maxBytes: 7 }))).toEqual(Buffer.from('220 hel'))
    await conversation.write('EHLO x\r\n')
    expect(await conversation.readLine()).toMatchObject({ failure: 'reset' })
  })

  it('may be written to by one who has said its last', async () => {
    const line = openLine()
    let heard: unknown
    const listener = valueOf(
      await line.listen({ family: 'v4', port: 0, address: '127.0.0.1' }, async (caller) => {
        heard = [await caller.readLine(), await caller.readLine()]
        await caller.write('221 bye\r\n')
      }),
    )
    const reply = await new Promise<string>((resolve) => {
      let text = ''
      const socket = createConnection({ ...listener.local, host: listener.local.address, allowHalfOpen: true })
      socket.on('data', (chunk) => {
        text += chunk
      })
      socket.on('close', () => resolve(text))
      socket.on('end', () => socket.destroy())
      socket.end('QUIT\r\n')
    })
    expect(heard).toMatchObject([{ value: 'QUIT' }, { failure: 'closed' }])
    expect(reply).toBe('221 bye\r\n')
  })
})

describe('ending', () => {
  it('is idempotent, tells the far end, and fails what is waited for', async () => {
    const server = await rawServer(() => {})
    const conversation = valueOf(await openLine().dial(server.at))
    const waiting = conversation.readLine()
    conversation.end()
    conversation.end()
    expect(await waiting).toMatchObject({ failure: 'closed' })
    expect(await conversation.write('x')).toMatchObject({ failure: 'closed' })
    expect(await conversation.readLine()).toMatchObject({ failure: 'closed' })
    await server.deserted()
  })

  it('does not wait for a far end that never closes', async () => {
    const server = await rawServer((socket) => {
      socket.allowHalfOpen = true
      // Only one who goes on sending learns that nobody is there any more.
      const talk = setInterval(() => socket.write('x'), 10)
      socket.on('close', () => clearInterval(talk))
    })
    const conversation = valueOf(await openLine().dial(server.at))
    conversation.end()
    await server.deserted()
  })
})

describe('STARTTLS', () => {
  const own = certificate()

  it('fails plaintext-injected when a reply follows the go-ahead in the same packet', async () => {
    const server = await rawServer((socket) => socket.write('220 go ahead\r\n250 injected\r\n'))
    const conversation = valueOf(await openLine().dial(server.at))
    await conversation.readLine()
    expect(await conversation.startTls({ trust: 'anyone' })).toMatchObject({ failure: 'plaintext-injected' })
    await server.deserted()
    expect(server.received()).toBe('')
  })

  it('fails plaintext-injected when text comes where the handshake should', async () => {
    const server = await rawServer((socket) => {
      socket.write('220 go ahead\r\n')
      socket.once('data', () => socket.write('250 injected after the hello\r\n'))
    })
    const conversation = valueOf(await openLine().dial(server.at))
    await conversation.readLine()
    expect(await conversation.startTls({ trust: 'anyone' })).toMatchObject({ failure: 'plaintext-injected' })
  })

  it('goes on within TLS, on both sides, and reports the key', async () => {
    const line = openLine()
    const signal = new AbortController().signal
    const listener = valueOf(
      await listen(
        { family: 'v4', port: 0, address: '127.0.0.1' },
        async (caller) => {
          await caller.write('220 go ahead\r\n')
          valueOf(await caller.acceptTls(own.context))
          const heard = valueOf(await caller.readLine())
          await caller.write(`250 ${heard} ${caller.tls?.protocol}\r\n`)
        },
        { signal, maxConversations: 4 },
      ),
    )
    const conversation = valueOf(await line.dial(listener.local))
    await conversation.readLine()
    const session = valueOf(await conversation.startTls({ trust: [own.pin] }))
    expect(session).toMatchObject({ pin: own.pin, protocol: 'TLSv1.3', trusted: false, subject: 'CN=test' })
    expect(conversation.tls).toEqual(session)
    await conversation.write('EHLO me\r\n')
    expect(await conversation.readLine()).toEqual({ ok: true, value: '250 EHLO me TLSv1.3' })
    await listener.close()
  })

  it('refuses commands that were sent ahead of TLS (CVE-2011-0411)', async () => {
    const outcomes: unknown[] = []
    const listener = valueOf(
      await listen(
        { family: 'v4', port: 0, address: '127.0.0.1' },
        async (caller) => {
          await caller.readLine()
          await caller.write('220 go ahead\r\n')
          outcomes.push(await caller.acceptTls(own.context))
        },
        { signal: new AbortController().signal, maxConversations: 4 },
      ),
    )
    const conversation = valueOf(await openLine().dial(listener.local))
    await conversation.write('STARTTLS\r\nMAIL FROM:<evil@example.org>\r\n')
    await conversation.readLine()
    expect(await conversation.readLine()).toMatchObject({ ok: false })
    expect(outcomes).toMatchObject([{ failure: 'plaintext-injected' }])
    await listener.close()
  })

  it('takes a ClientHello that was quicker than the server', async () => {
    let heard: unknown
    let sent = () => {}
    const helloSent = new Promise<void>((resolve) => (sent = resolve))
    const listener = valueOf(
      await listen(
        { family: 'v4', port: 0, address: '127.0.0.1' },
        async (caller) => {
          await helloSent
          // A few turns of the event loop let the hello come in, as on a busy server.
          for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate)
          valueOf(await caller.acceptTls(own.context))
          heard = await caller.readLine()
        },
        { signal: new AbortController().signal, maxConversations: 4 },
      ),
    )
    const hasty = connect({ ...listener.local, host: listener.local.address, rejectUnauthorized: false })
    hasty.on('error', () => {})
    hasty.once('connect', () => setImmediate(sent))
    hasty.once('secureConnect', () => hasty.write('hello\r\n'))
    await new Promise((resolve) => hasty.once('close', resolve))
    expect(heard).toEqual({ ok: true, value: 'hello' })
    await listener.close()
  })
})
