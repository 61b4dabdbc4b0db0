import { type Failed, success } from '../../../../src/core/failure.ts'
import type { HttpRequest, Line } from '../../../../src/core/line.ts'
import { elementIn, readXml, textIn } from '../../../../src/protocols/igd/xml.ts'
import { silentLine } from '../../silent-line.ts'
import { wanIp1 } from './description-fixture.ts'

export const place = { family: 'v4', address: '192.168.1.1', local: '192.168.1.10' } as const
export const service = { url: 'http://192.168.1.1:5000/ctl/IPConn', type: wanIp1 } as const

/** What a request is answered with: a body with 200, or with another status, or a failure of the line. */
export type Answer = string | { readonly status: number; readonly body: string } | Failed

/** A line whose router answers every request so. */
export function scripted(answer: Answer | ((request: HttpRequest) => Answer), parts: Partial<Line> = {}) {
  const requests: HttpRequest[] = []
  const line = silentLine({
    request: async (request) => {
      requests.push(request)
      const said = typeof answer === 'function' ? answer(request) : answer
      if (typeof said === 'object' && 'failure' in said) return said
      const { status, body } = typeof said === 'string' ? { status: 200, body: said } : said
      return success({ status, body, headers: {}, remote: { address: place.address, port: 5000 }, tls: undefined })
    },
    ...parts,
  })
  return { line, requests }
}

/** The action that a request asks for. */
export function actionOf(request: HttpRequest): string {
  return /#(\w+)"$/.exec(request.headers?.['SOAPAction'] ?? '')?.[1] ?? ''
}

/** The values that it is asked with, in their order. */
export function valuesOf(request: HttpRequest): readonly (readonly [string, string])[] {
  const action = elementIn(elementIn(readXml(request.body ?? '', 'Envelope'), 'Body'), actionOf(request))
  return Object.keys(action ?? {}).map((name) => [name, textIn(action, name) ?? ''])
}
