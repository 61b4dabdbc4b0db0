import { describe, expect, it } from 'vitest'
import { abilitiesOf, exitCodes, verdictOf } from '../../../src/core/ability.ts'
import type { Finding } from '../../../src/core/finding.ts'
import type { Matters } from '../../../src/core/verdict.ts'

type End = 'pass' | 'warn' | 'fail' | 'unknown' | 'crashed' | 'blind' | 'moot'

function finding(end: End, matters: Matters, check = 'line.some'): Finding {
  const concerning = { check, stem: check, matters }
  if (end === 'crashed') return { ...concerning, kind: 'crashed', error: 'x' }
  if (end === 'blind') return { ...concerning, kind: 'skipped', because: { blind: 'x', on: 'y' } }
  if (end === 'moot') return { ...concerning, kind: 'skipped', because: { moot: 'x', on: 'y' } }
  return { ...concerning, kind: 'answered', answer: 'x', verdict: end, says: 'x', revision: 1, facts: {}, trace: [] }
}

const required = { receive: 'required' } as const
const recommended = { receive: 'recommended' } as const

describe('an ability', () => {
  const table: [string, [End, Matters][], string][] = [
    ['all required pass', [['pass', required]], 'yes'],
    [
      'a required one fails, whatever else',
      [
        ['fail', required],
        ['unknown', required],
        ['warn', required],
      ],
      'no',
    ],
    [
      'a required one is unknown',
      [
        ['pass', required],
        ['unknown', required],
      ],
      'unknown',
    ],
    [
      'a required one crashed',
      [
        ['pass', required],
        ['crashed', required],
      ],
      'unknown',
    ],
    [
      'a required one is blind',
      [
        ['pass', required],
        ['blind', required],
      ],
      'unknown',
    ],
    [
      'unknown outweighs a warning',
      [
        ['unknown', required],
        ['warn', required],
      ],
      'unknown',
    ],
    [
      'a required one warns',
      [
        ['pass', required],
        ['warn', required],
      ],
      'with-reservations',
    ],
    [
      'a recommended one fails',
      [
        ['pass', required],
        ['fail', recommended],
      ],
      'with-reservations',
    ],
    [
      'a recommended one is unknown',
      [
        ['pass', required],
        ['unknown', recommended],
      ],
      'with-reservations',
    ],
    [
      'a recommended one is blind',
      [
        ['pass', required],
        ['blind', recommended],
      ],
      'with-reservations',
    ],
    [
      'what is moot counts for nothing',
      [
        ['pass', required],
        ['moot', required],
        ['moot', recommended],
      ],
      'yes',
    ],
    [
      'what informs counts for nothing',
      [
        ['pass', required],
        ['fail', {}],
      ],
      'yes',
    ],
    ['nothing that is required was looked at', [['pass', recommended]], 'unknown'],
    ['everything required is moot', [['moot', required]], 'unknown'],
    ['nothing was looked at', [], 'unknown'],
  ]
  it.each(table)('%s', (_name, ends, expected) => {
    expect(abilitiesOf(ends.map(([end, matters]) => finding(end, matters))).receive).toBe(expected)
  })

  it('lets a relay stand for sending directly, but not for the line itself', () => {
    const send = { send: 'required' } as const
    const findings = [
      finding('fail', send, 'outbound.25.v4'),
      finding('fail', send, 'names.reverse.v4'),
      finding('pass', send, 'outbound.relay'),
      finding('pass', send, 'line.gateway'),
    ]
    expect(abilitiesOf(findings).send).toBe('no')
    expect(abilitiesOf(findings, { relay: true }).send).toBe('yes')
    expect(abilitiesOf([...findings, finding('unknown', send, 'line.path')], { relay: true }).send).toBe('unknown')
  })

  it('keeps what is said of a domain, whoever sends its mail', () => {
    const findings = [
      finding('pass', { send: 'required' }, 'outbound.relay'),
      finding('fail', { send: 'recommended' }, 'names.dkim'),
    ]
    expect(abilitiesOf(findings, { relay: true }).send).toBe('yes')
    const listed = finding('fail', { send: 'recommended' }, 'reputation.domain')
    expect(abilitiesOf([...findings, listed], { relay: true }).send).toBe('with-reservations')
  })

  it('knows nothing of sending through a relay that was never tried', () => {
    const send = { send: 'required' } as const
    const line = [finding('pass', send, 'line.gateway'), finding('pass', send, 'outbound.25.v4')]
    expect(abilitiesOf(line, { relay: true }).send).toBe('unknown')
    expect(abilitiesOf([...line, finding('fail', send, 'line.address.v4')], { relay: true }).send).toBe('no')
  })
})

describe('the verdict over the line', () => {
  const table = [
    [{ receive: 'yes', send: 'yes', access: 'yes' }, 'ready', 0],
    [{ receive: 'yes', send: 'yes', access: 'no' }, 'ready-with-reservations', 0],
    [{ receive: 'yes', send: 'yes', access: 'unknown' }, 'ready-with-reservations', 0],
    [{ receive: 'with-reservations', send: 'yes', access: 'yes' }, 'ready-with-reservations', 0],
    [{ receive: 'unknown', send: 'yes', access: 'yes' }, 'undetermined', 2],
    [{ receive: 'unknown', send: 'no', access: 'yes' }, 'not-ready', 1],
    [{ receive: 'yes', send: 'no', access: 'no' }, 'not-ready', 1],
  ] as const
  it.each(table)('%o is %s', (abilities, verdict, code) => {
    expect(verdictOf(abilities)).toBe(verdict)
    expect(exitCodes[verdict]).toBe(code)
  })
})
