import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Caller, echo } from '../../../probe-server/echo-dialogue.ts'
import { page } from '../../../probe-server/page.ts'
import { mailPorts } from '../../../src/wire/mail-port.ts'

const at = (port: (typeof mailPorts)[number]) => ({ port, host: 'probe.example.org', sessionOf: () => undefined })

describe('an echo port', () => {
  it('answers whatever it hears with short, whole lines of its own making', () => {
    const command = fc.constantFrom(
      'EHLO',
      'HELO',
      'NOOP',
      'STARTTLS',
      'QUIT',
      'MAIL',
      'XSINK',
      'XSOURCE',
      'm1 ID',
      'm1 CAPABILITY',
      'm1 LOGOUT',
      'm1 LOGIN',
      'm1 XIDLE',
      '',
    )
    const state = fc.record({
      encrypted: fc.boolean(),
      caller: fc.constantFrom<Caller[]>('stranger', 'ours', 'served'),
    })
    fc.assert(
      fc.property(fc.constantFrom(...mailPorts), state, command, fc.string(), (port, now, verb, rest) => {
        const { lines, next } = echo(`${verb} ${rest}`, now, at(port))
        expect(lines.length).toBeGreaterThan(0)
        for (const line of lines) {
          expect(line).toMatch(/^[\x20-\x7e]{1,510}$/)
          if (rest.trim().length > 12) expect(line).not.toContain(rest.trim())
        }
        if (next === 'start-tls') expect(now.encrypted).toBe(false)
      }),
    )
  })

  it('offers no login anywhere', () => {
    for (const port of mailPorts) {
      for (const encrypted of [true, false]) {
        const said = [
          ...echo('EHLO x', { encrypted, caller: 'stranger' }, at(port)).lines,
          ...echo('m1 CAPABILITY', { encrypted, caller: 'stranger' }, at(port)).lines,
        ].join(' ')
        expect(said).not.toMatch(/AUTH/)
      }
    }
  })
})

describe('the page', () => {
  it('shows the name as text, whatever it is', () => {
    expect(page({ host: '<script>alert(1)</script>', version: '1' })).not.toContain('<script')
  })
})
