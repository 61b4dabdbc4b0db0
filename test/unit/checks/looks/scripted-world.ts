import { type Failure, failed, type Outcome, success } from '../../../../src/core/failure.ts'
import type { HttpRequest, HttpResponse, Line, Serve } from '../../../../src/core/line.ts'
import { finished } from '../../protocols/globalping/measurement-fixture.ts'
import { scripted } from '../../scripted-conversation.ts'
import { silentLine } from '../../silent-line.ts'
import { virtualClock } from '../../virtual-clock.ts'

export interface WorldAnswer {
  readonly status?: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Ended = 'answered' | 'no-answer' | 'failed' | 'offline' | 'in-progress'

export interface ScriptedWorldOptions {
  /** Networks of the volunteers, in their order. */
  readonly networks?: readonly string[]
  /** What becomes of their connections, in the same order; `answered` unless told. */
  ends?(target: string, port: number): readonly Ended[]
  /** No measurement ever ends. */
  readonly running?: boolean
  /** What the API says to the creation of a measurement in place of creating it, or its failure; undefined: nothing. */
  trouble?(target: string, port: number): WorldAnswer | Failure | undefined
  /** What the port checkers say. */
  checker?(url: URL, port: number): WorldAnswer | Failure
  /** Who connects to a port of ours while it is called. */
  comes?(port: number): readonly string[]
  /** The address of ours that they come to; the line's unless told. */
  readonly cameTo?: string
  /** Why a port of ours cannot be listened on. */
  held?(port: number): Failure | undefined
  /** A bug, thrown by every request. */
  readonly bug?: Error
}

export interface ScriptedWorld {
  readonly line: Line
  readonly requests: readonly HttpRequest[]
  /** Ports that were listened on, in order. */
  readonly opened: readonly number[]
  /** Those of them that are not closed again. */
  open(): readonly number[]
  /** `25.203.113.7:25` for each measurement that was asked for, in order. */
  measured(): readonly string[]
  /** The lines that callers were told. */
  readonly told: string[]
}

export const api = 'https://globalping.test'
const measurements = `${api}/v1/measurements`
const ours = '25.203.113.7'
/** Of this machine, on its line. */
export const local = '192.168.1.10'

/** Strangers on a scripted line: an API that measures, services that dial, and whoever comes because of it. */
export function scriptedWorld(options: ScriptedWorldOptions = {}): ScriptedWorld {
  const { networks = ['One', 'Two', 'Three', 'Four'], ends, running, trouble, checker, comes, held, bug } = options
  const { cameTo = local } = options
  const requests: HttpRequest[] = []
  const opened: number[] = []
  const open = new Map<number, Serve>()
  const told: string[] = []
  const wanted: { readonly target: string; readonly port: number }[] = []
  const clock = virtualClock()

  /** Our ports are called: whoever comes, comes now. */
  async function call(port: number): Promise<void> {
    for (const address of comes?.(port) ?? []) {
      const caller = scripted([], clock)
      await open.get(port)?.({
        ...caller.conversation,
        local: { address: cameTo, port },
        remote: { address, port: 50_000 },
      })
      told.push(...caller.heard)
    }
  }

  async function attend({ method, url, body }: HttpRequest): Promise<WorldAnswer | Failure> {
    if (method === 'POST' && url === measurements) {
      const { target, measurementOptions } = JSON.parse(body ?? '') as Asked
      const { port } = measurementOptions
      const wrong = trouble?.(target, port)
      const id = `m${wanted.push({ target, port }) - 1}`
      if (wrong !== undefined) return wrong
      if (target === ours) await call(port)
      return { status: 202, body: { id, probesCount: networks.length } }
    }
    const id = url.startsWith(`${measurements}/`) ? url.slice(measurements.length + 1) : undefined
    const asked = wanted[Number(id?.slice(1))]
    if (asked !== undefined) return { body: resultsOf(id ?? '', asked.target, asked.port) }
    const port = /\/port\/(\d+)$/.exec(url)?.[1]
    if (port === undefined || checker === undefined) return 'refused'
    await call(Number(port))
    return checker(new URL(url), Number(port))
  }

  function resultsOf(id: string, target: string, port: number): unknown {
    const all = ends?.(target, port) ?? []
    return {
      id,
      type: 'ping',
      status: running === true ? 'in-progress' : 'finished',
      results: networks.map((network, at) => ({ probe: volunteer(network), result: resultOf(all[at] ?? 'answered') })),
    }
  }

  const line = silentLine({
    clock,
    async listen({ port }, serve) {
      const failure = held?.(port)
      if (failure !== undefined) return failed(failure)
      opened.push(port)
      open.set(port, serve)
      return success({ local: { address: '0.0.0.0', port }, close: async () => void open.delete(port) })
    },
    async request(request): Promise<Outcome<HttpResponse>> {
      requests.push(request)
      if (bug !== undefined) throw bug
      const answer = await attend(request)
      if (typeof answer === 'string') return failed(answer)
      const { status = 200, body, headers = {} } = answer
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      return success({ status, headers, body: text, remote: { address: '25.198.51.40', port: 443 }, tls: undefined })
    },
  })
  return {
    line,
    requests,
    opened,
    open: () => [...open.keys()],
    measured: () => wanted.map(({ target, port }) => `${target}:${port}`),
    told,
  }
}

interface Asked {
  readonly target: string
  readonly measurementOptions: { readonly port: number }
}

function volunteer(network: string) {
  return { continent: 'EU', country: 'FR', city: 'Lyon', asn: 64_500, network, tags: [] }
}

function resultOf(ended: Ended): Readonly<Record<string, unknown>> {
  if (ended === 'answered' || ended === 'no-answer') return finished(ended === 'answered' ? 3 : 0)
  return { status: ended, rawOutput: '' }
}
