import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { mail, type MailWay } from '../../../../src/system/telling/mail.ts'
import { message } from '../../../unit/system/telling/message.ts'
import { issued } from '../authority.ts'

const never = new AbortController().signal
const ca = issued({ subject: 'a test authority', authority: true })
const server = issued({ subject: '127.0.0.1', names: ['IP:127.0.0.1'], by: ca })

/** A relay that remembers what it was given. */
async function relay(options: SMTPServerOptions = {}) {
  const mails: { from: string | false; to: string[]; text: string; secure: boolean }[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    ...server,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          from: mailFrom && mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString('utf8'),
          secure: session.secure,
        })
        done()
      })
    },
    ...options,
  })
  smtp.on('error', () => undefined)
  await new Promise<void>((resolve) => void smtp.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => new Promise<void>((resolve) => smtp.close(() => resolve())))
  const { port } = smtp.server.address() as AddressInfo
  const way = (more: Partial<MailWay> = {}): MailWay => ({
    relay: { host: '127.0.0.1', port },
    from: 'watch@example.org',
    to: ['you@example.org'],
    relayIsHere: false,
    authorities: [ca.cert],
    ...more,
  })
  return { mails, way }
}

describe('a mail', () => {
  it('is plain, names the line, and says that no person wrote it', async () => {
    const { mails, way } = await relay()
    const one = message(7, { line: 'home', says: 'The router restarted at 03:12. Nothing is to be done.' })
    expect(await mail(way({ to: ['you@example.org', 'me@example.org'] })).tell(one, never)).toEqual({ kind: 'done' })
    expect(mails).toMatchObject([
      { from: 'watch@example.org', to: ['you@example.org', 'me@example.org'], secure: true },
    ])
    const text = mails[0]?.text ?? ''
    expect(text).toMatch(/^Subject: home: The router restarted at 03:12\.\r$/m)
    expect(text).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(text).toMatch(/^Message-ID: <id-7@example\.org>\r$/m)
    expect(text).toMatch(/^Content-Type: text\/plain/m)
    expect(text).toContain('The router restarted at 03:12. Nothing is to be done.')
  })

  it('has no header field that somebody else wrote', async () => {
    const { mails, way } = await relay()
    const evil = 'A name\r\nBcc: all@example.org\r\n\r\nBody\u2028X: y'
    await mail(way()).tell(message(1, { says: evil, line: evil, event: evil }), never)
    expect(mails[0]?.to).toEqual(['you@example.org'])
    const head = (mails[0]?.text ?? '').split('\r\n\r\n')[0] ?? ''
    expect(head).not.toMatch(/^(Bcc|X):/m)
  })

  it('logs in where it is told to, and a wrong password is worth another try', async () => {
    const options: SMTPServerOptions = {
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        password === 'right' ? done(null, { user: username ?? '' }) : done(new Error('no such user')),
    }
    const { mails, way } = await relay(options)
    const by = (password: string) => mail(way({ login: { user: 'watch', password } })).tell(message(1), never)
    expect(await by('right')).toEqual({ kind: 'done' })
    const told = await by('wrong-secret')
    expect(told).toMatchObject({ kind: 'later' })
    expect(JSON.stringify(told)).not.toContain('wrong-secret')
    expect(mails).toHaveLength(1)
  })
})

describe('a relay elsewhere', () => {
  it('gets nothing in the clear', async () => {
    const { mails, way } = await relay({ disabledCommands: ['STARTTLS'] })
    expect(await mail(way()).tell(message(1), never)).toMatchObject({ kind: 'later' })
    expect(mails).toEqual([])
  })

  it('gets nothing if it is somebody else', async () => {
    const stranger = issued({ subject: '127.0.0.1', names: ['IP:127.0.0.1'] })
    const { mails, way } = await relay(stranger)
    expect(await mail(way()).tell(message(1), never)).toMatchObject({ kind: 'later' })
    expect(mails).toEqual([])
  })

  it('on this machine may speak in the clear, or show what it likes', async () => {
    const clear = await relay({ disabledCommands: ['STARTTLS'] })
    expect(await mail(clear.way({ relayIsHere: true })).tell(message(1), never)).toEqual({ kind: 'done' })
    const snakeOil = await relay(issued({ subject: 'snakeoil' }))
    const { authorities: _none, ...way } = snakeOil.way({ relayIsHere: true })
    expect(await mail(way).tell(message(1), never)).toEqual({ kind: 'done' })
    expect(snakeOil.mails).toMatchObject([{ secure: true }])
  })
})

describe('a relay that refuses', () => {
  const refusing = (responseCode: number) =>
    relay({ onRcptTo: (_to, _session, done) => done(Object.assign(new Error('not here'), { responseCode })) })

  it('for good is not asked again', async () => {
    expect(await mail((await refusing(550)).way()).tell(message(1), never)).toMatchObject({ kind: 'never' })
  })

  it('for now is asked again', async () => {
    expect(await mail((await refusing(451)).way()).tell(message(1), never)).toMatchObject({ kind: 'later' })
  })

  it('one of two is said to', async () => {
    const { mails, way } = await relay({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('gone') ? new Error('no such user') : undefined),
    })
    const told = await mail(way({ to: ['you@example.org', 'gone@example.org'] })).tell(message(1), never)
    expect(told).toEqual({ kind: 'never', why: 'it takes no mail for gone@example.org' })
    expect(mails).toHaveLength(1)
  })

  it('that is not there is asked again', async () => {
    const way = { ...(await relay()).way(), relay: { host: '127.0.0.1', port: 1 } }
    expect(await mail(way).tell(message(1), never)).toMatchObject({ kind: 'later' })
  })

  it('that says nothing is left as soon as mailworthy is stopped', async () => {
    const { way } = await relay({ onConnect: () => undefined })
    const stop = new AbortController()
    const telling = mail(way()).tell(message(1), stop.signal)
    setTimeout(() => stop.abort(), 300)
    expect(await telling).toMatchObject({ kind: 'later' })
  })
})
