import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../../src/core/failure.ts'
import { type AskedWan, chooseWan } from '../../../../src/protocols/igd/choose-wan.ts'
import { wanIp1 } from './description-fixture.ts'

/** A service that says so: a failure's name, a fault's number, an address and a status as they are. */
function asked(name: string, external: string | number | undefined, status: string | number): AskedWan {
  const failure: Failure = 'timed-out'
  const ended = <T>(value: T | number) => {
    if (value === failure) return { kind: 'failed', failure } as const
    if (typeof value === 'number') return { kind: 'fault', code: value, says: '' } as const
    return { kind: 'done', value } as const
  }
  return {
    service: { url: `http://192.168.1.1/${name}`, type: wanIp1 },
    external: ended(external),
    status: ended(status),
  }
}

function chosen(...all: readonly AskedWan[]): string | undefined {
  const choice = chooseWan(all)
  return choice?.kind === 'chosen' ? new URL(choice.wan.wan.url).pathname.slice(1) : choice?.kind
}

const global = '25.203.113.7'

describe('chooseWan', () => {
  it('takes the first of equals', () => {
    expect(chosen(asked('one', global, 'Connected'), asked('other', global, 'Connected'))).toBe('one')
  })

  it.each([
    ['the one that is connected', asked('x', global, 'Disconnected'), asked('y', undefined, 'Connected')],
    ['the one that is up', asked('x', global, 'Unconfigured'), asked('y', '10.0.0.1', 'up')],
    ['the global address', asked('x', '10.0.0.1', 'Connected'), asked('y', global, 'Connected')],
    ['any address before none', asked('x', undefined, 'Connected'), asked('y', '100.64.1.7', 'Connected')],
    ['an address before a fault', asked('x', 501, 'Connecting'), asked('y', '10.0.0.1', 'Connecting')],
    ['the one that answers', asked('x', 'timed-out', 'timed-out'), asked('y', 401, 401)],
  ])('takes %s', (_, x, y) => {
    expect(chosen(x, y)).toBe('y')
    expect(chosen(y, x)).toBe('y')
  })

  it('tells what it said', () => {
    expect(chooseWan([asked('x', global, 'Connected')])).toMatchObject({
      wan: { external: global, status: 'Connected' },
    })
    expect(chooseWan([asked('x', undefined, 401)])).toEqual({
      kind: 'chosen',
      wan: { wan: { url: 'http://192.168.1.1/x', type: wanIp1 } },
    })
    expect(chooseWan([asked('x', 501, 'timed-out')])).toEqual({
      kind: 'chosen',
      wan: { wan: { url: 'http://192.168.1.1/x', type: wanIp1 }, externalError: 501 },
    })
  })

  it('has none where none answers', () => {
    expect(chooseWan([])).toBeUndefined()
    const silent = asked('x', 'timed-out', 'timed-out')
    expect(chooseWan([silent, silent])).toEqual({ kind: 'no-answer', failure: 'timed-out' })
  })
})
