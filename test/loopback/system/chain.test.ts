import { X509Certificate } from 'node:crypto'
import { createServer } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { TlsSession } from '../../../src/core/line.ts'
import type { RealLineOptions } from '../../../src/system/line.ts'
import { type Issued, issued } from './authority.ts'
import { openLine } from './open-line.ts'
import { valueOf } from './value-of.ts'

const root = issued({ subject: 'root', authority: true })
const between = issued({ subject: 'between', authority: true, by: root })
const own = issued({
  subject: 'own',
  names: ['DNS:mx.example.test', 'DNS:*.example.test', 'IP:127.0.0.1'],
  by: between,
})
/** Says that it is `between`, and has another key. */
const impostor = issued({ subject: 'between', authority: true })

async function shown(
  certificates: readonly Issued[],
  options: Partial<RealLineOptions> = {},
): Promise<TlsSession | undefined> {
  const cert = certificates.map((each) => each.cert).join('')
  const server = createServer({ cert, key: own.key }, (socket) => {
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const to = { address: '127.0.0.1', port: address.port }
  const tls = { trust: 'anyone', name: 'mx.example.test' } as const
  const conversation = valueOf(await openLine(options).dial(to, { tls }))
  conversation.end()
  return conversation.tls
}

const der = ({ cert }: Issued) => new X509Certificate(cert).raw.toString('base64url')

describe('the certificates of a server', () => {
  it('are those that it sends, its own first', async () => {
    const session = await shown([own, between])
    expect(session?.chain.map((each) => each.der)).toEqual([own, between].map(der))
    expect(session?.chain[0]?.spki).toBe(session?.spki)
    expect(session?.names).toEqual(['mx.example.test', '*.example.test'])
  })

  it('are not filled up with one that is trusted here', async () => {
    const session = await shown([own, between], { authorities: [root.cert] })
    expect(session?.trusted).toBe(true)
    expect(session?.chain).toHaveLength(2)
  })

  it('may go up to the root', async () => {
    const session = await shown([own, between, root])
    expect(session?.chain.map((each) => each.der)).toEqual([own, between, root].map(der))
  })

  it('end where the next one did not sign, whatever its name', async () => {
    expect((await shown([own, impostor]))?.chain).toHaveLength(1)
  })

  it('may come in any order, with others among them', async () => {
    const session = await shown([own, root, impostor, between])
    expect(session?.chain.map((each) => each.der)).toEqual([own, between, root].map(der))
  })
})
