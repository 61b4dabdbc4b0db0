import type { Failure } from '../../core/failure.ts'
import type { Family, Line } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address, Banner, Name } from '../../core/mark.ts'
import { resolveHost } from '../../protocols/dns/resolve-host.ts'
import { budgets } from '../budgets.ts'
import { linePath } from '../line/path.ts'

export interface ExchangersFacts {
  readonly exchangers: readonly ExchangerFacts[]
}

export interface ExchangerFacts {
  readonly host: Name
  readonly address?: Address
  /**
   * `replied`: it said something in SMTP on port 25, be it a refusal; `silent`: it took the connection and said nothing;
   * `no-connection`; `not-asked`: its address is not known.
   */
  readonly ended: 'replied' | 'silent' | 'no-connection' | 'not-asked'
  readonly greeting?: Banner
  readonly failure?: Failure
}

/** Two operators are enough, and are asked for nothing but their greeting. */
const mostExchangers = 2
const smtpPort = 25

/** Whether others that listen on port 25 for everybody can be reached: the control beside one's own probe. */
const exchangersOver = (family: Family) =>
  defineLook<ExchangersFacts>()({
    look: `exchangers.${family}`,
    revision: 1,
    needs: { path: linePath },
    budget: budgets.conversation,
    marks: { host: 'name', address: 'address', greeting: 'banner' },
    async observe(line, { path }, asked) {
      const hosts = path[family] === undefined ? [] : asked.exchangers.slice(0, mostExchangers)
      return { exchangers: await Promise.all(hosts.map((host) => greeted(line, family, host))) }
    },
  })

async function greeted(line: Line, family: Family, host: string): Promise<ExchangerFacts> {
  const resolved = await resolveHost(line, family, host)
  if (!resolved.ok) return { host, ended: 'not-asked', failure: resolved.failure }
  const address = resolved.value
  const dialled = await line.dial({ address, port: smtpPort })
  if (!dialled.ok) return { host, address, ended: 'no-connection', failure: dialled.failure }
  const first = await dialled.value.readLine()
  if (first.ok) await dialled.value.write('QUIT\r\n')
  dialled.value.end()
  if (!first.ok) return { host, address, ended: 'silent', failure: first.failure }
  // RFC 5321 §4.2: three digits, then a blank or a hyphen. 554 is as good as 220 here.
  const ended = /^[2-5][0-9]{2}[ -]/.test(first.value) ? 'replied' : 'silent'
  return { host, address, ended, greeting: first.value }
}

export const exchangers = { v4: exchangersOver('v4'), v6: exchangersOver('v6') } as const
