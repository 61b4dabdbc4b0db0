import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openTelling, type TellingOptions } from '../../../../src/cli/telling/open-telling.ts'
import type { TellingAsked } from '../../../../src/cli/telling/telling-asked.ts'
import type { WatchRecord } from '../../../../src/history/record.ts'
import type { WatchEvent } from '../../../../src/watch/event.ts'
import { openLine } from '../../system/open-line.ts'
import { valueOf } from '../../system/value-of.ts'

const at = '2026-11-24T03:00:00.000Z'
const restarted: WatchRecord = { kind: 'router-restarted', at }
const up = { is: 'up', since: at } as const
const down = { is: 'down', since: at } as const

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mailworthy-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Somebody who is told by HTTP, on a port that may be given. */
async function receiver(port = 0) {
  const got: { readonly method: string; readonly path: string; readonly body: string }[] = []
  const server: Server = createServer((request: IncomingMessage, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => {
      got.push({ method: request.method ?? '', path: request.url ?? '', body })
      response.end('OK')
    })
  })
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', () => resolve()))
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()))
  onTestFinished(close)
  return { got, close, port: (server.address() as AddressInfo).port }
}

async function telling(asked: TellingAsked, more: Partial<TellingOptions> = {}) {
  const complaints: string[] = []
  const opened = await openTelling({
    asked,
    line: openLine(),
    lineName: 'home',
    intervalMs: 30_000,
    folder: join(await newFolder(), 'outbox'),
    env: process.env,
    version: '1.2.3',
    complain: (says) => void complaints.push(says),
    ...more,
  })
  const one = valueOf(opened)
  onTestFinished(() => one.close())
  return { ...one, complaints }
}

describe('a watcher that tells', () => {
  it.skipIf(process.platform === 'win32')('calls a command and a webhook with the same event', async () => {
    const { got, port } = await receiver()
    const file = join(await newFolder(), 'event')
    const webhook = `http://127.0.0.1:${port}/hook`
    const { onRecord, complaints } = await telling({ webhook, onChange: `cat > ${file}.part; mv ${file}.part ${file}` })
    onRecord(restarted)
    await expect.poll(() => got.length, { timeout: 5_000 }).toBe(1)
    await expect.poll(() => readFile(file, 'utf8').catch(() => ''), { timeout: 5_000 }).toBe(`${got[0]?.body}\n`)
    expect(got).toMatchObject([{ method: 'POST', path: '/hook' }])
    const event = JSON.parse(got[0]?.body ?? '') as WatchEvent
    expect(event).toMatchObject({ schema: 1, line: { name: 'home' }, happened: { event: 'router-restarted' } })
    expect(complaints).toEqual([])
  })

  it('tells after a restart what could not be told before, once', async () => {
    const gone = await receiver()
    await gone.close()
    const folder = join(await newFolder(), 'outbox')
    const webhook = `http://127.0.0.1:${gone.port}/`
    const before = await telling({ webhook }, { folder })
    before.onRecord(restarted)
    await expect.poll(() => before.complaints).toEqual([expect.stringMatching(/^The webhook could not be told/)])
    await before.close()

    const { got } = await receiver(gone.port)
    const after = await telling({ webhook }, { folder })
    await expect.poll(() => got.length, { timeout: 5_000 }).toBe(1)
    await after.close()
    await (await telling({ webhook }, { folder })).close()
    expect(got).toHaveLength(1)
  })

  it('sends a sign of life while it looks and the line is not known to be down', async () => {
    const { got, port } = await receiver()
    const heartbeat = `http://127.0.0.1:${port}/alive`
    // The first is due at once, and there was no look yet: nothing to be said of a watcher that has not begun.
    const dead = await telling({ heartbeat })
    dead.onLook({ looks: 1, v4: down, v6: undefined })
    await dead.close()
    expect(got).toEqual([])
  })

  it('shows metrics with addresses on loopback', async () => {
    const metrics = { address: '127.0.0.1', port: 0 }
    const { metricsAt = '', onLook, onRecord } = await telling({ metrics })
    onLook({ looks: 1, v4: up, v6: undefined })
    onRecord({ kind: 'address', at, what: 'public', family: 'v4', address: '192.0.2.1', afterOutage: false })
    const text = await (await fetch(metricsAt)).text()
    expect(text).toContain('mailworthy_line_up{family="v4"} 1')
    expect(text).toContain('address="192.0.2.1"')
  })

  it('does not begin where its metrics cannot be shown', async () => {
    const { port } = await receiver()
    const options = { asked: { metrics: { address: '127.0.0.1', port } }, line: openLine(), intervalMs: 1, folder: '' }
    const rest = { env: {}, version: '', complain: () => undefined }
    expect(await openTelling({ ...options, ...rest })).toMatchObject({
      failure: 'in-use',
      detail: `metrics cannot be shown at 127.0.0.1:${port}: another program holds the port`,
    })
  })

  it('of whom nothing is asked tells nobody, and leaves no folder', async () => {
    const folder = join(await newFolder(), 'outbox')
    const { onRecord, onLook } = await telling({}, { folder })
    onRecord(restarted)
    onLook({ looks: 1, v4: up, v6: up })
    await expect(readFile(folder)).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
