import { expect, it } from 'vitest'
import { idleLooks, refuseIdleWithoutProbe } from '../../../../src/cli/commands/watch/idle-looks.ts'
import type { Asked } from '../../../../src/core/asked.ts'
import { failed, success } from '../../../../src/core/failure.ts'
import type { HttpResponse, Line } from '../../../../src/core/line.ts'
import { refusalOf } from '../../../../src/wire/refusal.ts'
import { probeFixture } from '../../protocols/probe/session-fixture.ts'
import { silentLine } from '../../silent-line.ts'

const fixture = probeFixture()
const { address, probe } = fixture.open
const asked: Asked = {
  release: '0.1.0',
  probes: [{ ...probe, host: address, port: 8025 }],
  stun: [],
  servers: [],
}

function lineWith(answer: Partial<HttpResponse> | undefined): Line {
  const remote = { address, port: 8025 }
  return silentLine({
    request: async () =>
      answer === undefined
        ? failed('timed-out')
        : success({ status: 201, headers: {}, body: '', remote, tls: undefined, ...answer }),
  })
}

async function complaints(answer: Partial<HttpResponse> | undefined): Promise<readonly string[]> {
  const said: string[] = []
  const look = idleLooks({ line: lineWith(answer), asked, complain: (says) => said.push(says) })
  for (const family of ['v4', 'v6', 'v4'] as const) expect(await look(family)).toBeUndefined()
  return said
}

it('an older probe is told of once, and the line is not to blame', async () => {
  const said = await complaints({ body: JSON.stringify(fixture.session) })
  expect(said).toEqual([expect.stringMatching(/older .* The line is not to blame\.$/)])
})

it('a probe on this side of the line is told of once', async () => {
  const said = await complaints({ status: 403, body: JSON.stringify(refusalOf('reserved-caller')) })
  expect(said).toEqual([expect.stringMatching(/on this side of the line/)])
})

it('a probe that is away, or has too much to do, is no news', async () => {
  expect(await complaints(undefined)).toEqual([])
  expect(await complaints({ status: 429 })).toEqual([])
})

it('wants a probe that the watcher will see', () => {
  const probes = { probe: [...asked.probes] }
  expect(() => refuseIdleWithoutProbe({}, {})).not.toThrow()
  expect(() => refuseIdleWithoutProbe({ idle: true }, probes)).not.toThrow()
  expect(() => refuseIdleWithoutProbe({ idle: true }, {})).toThrow(/name it with --probe$/)
  expect(() => refuseIdleWithoutProbe({ idle: true, install: true, probe: ['x'] }, probes)).not.toThrow()
  expect(() => refuseIdleWithoutProbe({ idle: true, install: true, config: 'x.json' }, probes)).not.toThrow()
  // From a variable, or from the settings of this folder: a service has neither.
  expect(() => refuseIdleWithoutProbe({ idle: true, install: true }, probes)).toThrow(/name it with --probe$/)
})
