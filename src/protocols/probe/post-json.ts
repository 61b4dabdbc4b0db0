import type { Outcome } from '../../core/failure.ts'
import type { Family, HttpResponse, Line } from '../../core/line.ts'
import type { ProbeAsked } from './probe-asked.ts'

interface Post {
  readonly path: string
  readonly body: string
  readonly maxBytes: number
  readonly ms?: number
  readonly onLine?: (line: string) => void
}

/** One POST to a probe, over one family, to a holder of its key alone. */
export function postJson(
  line: Line,
  probe: ProbeAsked,
  family: Family,
  { path, ...post }: Post,
): Promise<Outcome<HttpResponse>> {
  return line.request({
    method: 'POST',
    url: `${probe.url}${path}`,
    family,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    trust: probe.pins.length > 0 ? probe.pins : 'public',
    ...(probe.address !== undefined && { address: probe.address }),
    ...post,
  })
}
