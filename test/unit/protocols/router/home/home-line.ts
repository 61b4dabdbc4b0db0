import { failed, type Outcome, success } from '../../../../../src/core/failure.ts'
import type { Journal } from '../../../../../src/core/journal.ts'
import type { Datagram, HttpResponse, Line } from '../../../../../src/core/line.ts'
import type { RouterPlace } from '../../../../../src/protocols/router/router-place.ts'
import { silentLine } from '../../../silent-line.ts'
import { description, firewall1, wanIp2 } from '../../igd/description-fixture.ts'
import { gatewayReply, igd2 } from '../../ssdp/reply-fixture.ts'
import { answerDatagram } from './answer-datagram.ts'
import { answerSoap } from './answer-soap.ts'
import { here, here6, type HomeRouter } from './home-router.ts'

export const place: RouterPlace = { family: 'v4', address: '192.168.1.1', local: here }
export const place6: RouterPlace = { family: 'v6', address: 'fe80::1%eth0', local: here6 }

/**
 * What becomes of one step of a program: a request, a datagram, a word to the journal. `lost`: it never arrives;
 * `unanswered`: it is done, and nobody hears of it; `killed`, `killed-after`: the program is no more, before or after it.
 */
export type Fate = 'done' | 'lost' | 'unanswered' | 'killed' | 'killed-after'

/** A program is stopped: nothing of it runs on. */
export class Killed extends Error {}

export interface HomeLine {
  readonly line: Line
  /** What was asked of the router, in order: actions of UPnP, `natpmp`, `pcp`. */
  readonly asked: readonly string[]
}

/** The line of a machine at home, as one program has it: each of its steps meets its fate. */
export function homeLine(router: HomeRouter, fateOf: (step: string, index: number) => Fate = () => 'done'): HomeLine {
  const { clock } = router
  const asked: string[] = []
  let steps = 0
  let dead = false

  /** Takes a step; undefined: nothing came of it, as far as the program knows. */
  async function take<T>(step: string, work: () => T | Promise<T>): Promise<T | undefined> {
    const fate = dead ? 'killed' : fateOf(step, steps)
    steps += 1
    router.tick()
    const done = fate === 'lost' || fate === 'killed' ? undefined : await work()
    if (fate === 'killed' || fate === 'killed-after') {
      dead = true
      throw new Killed(step)
    }
    return fate === 'unanswered' ? undefined : done
  }

  const journal: Journal = {
    begin: (change) => written('begin', () => router.journal.begin(change)),
    amend: (id, change) => written('amend', () => router.journal.amend(id, change)),
    end: (id) => written('end', () => router.journal.end(id)),
    unended: () => written('unended', () => router.journal.unended()),
  }
  /** A disk does not lose answers. */
  async function written<T>(step: string, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return (await take(step, work)) ?? (await work())
  }

  const line = silentLine({
    clock,
    journal,
    random: (length) => {
      router.drawn += 1
      return Uint8Array.from({ length }, (_, index) => (index === 0 ? router.drawn : index))
    },
    async request(request) {
      const isSoap = request.method === 'POST'
      const step = isSoap ? (/#(\w+)"/.exec(request.headers?.['SOAPAction'] ?? '')?.[1] ?? '') : 'description'
      if (!router.habits.upnp) return failed('refused')
      const answer = await take(step, () => {
        asked.push(step)
        return isSoap ? answerSoap(router, request) : { status: 200, body: theDescription }
      })
      if (answer === undefined) {
        clock.advance(request.ms ?? 0)
        return failed('timed-out')
      }
      clock.advance(20)
      const response: HttpResponse = {
        ...answer,
        headers: {},
        remote: { address: place.address, port: 5000 },
        tls: undefined,
      }
      return success(response)
    },
    async datagrams(options) {
      const replies: (Datagram | 'refused')[] = []
      return success({
        local: { address: options.address ?? here, port: 50_000 },
        async send(to, said) {
          const step = to.port === 1900 ? 'ssdp' : said[0] === 2 ? 'pcp' : 'natpmp'
          const sender = { address: options.peer?.address ?? place.address, port: to.port }
          const reply = await take(step, () => {
            asked.push(step)
            const data = step === 'ssdp' ? announced(router) : answerDatagram(router, said, options.address ?? here)
            // A port that nobody listens at is told by ICMP; nobody tells of a search that nobody answers.
            return data === undefined ? (step === 'ssdp' ? undefined : 'refused') : { from: sender, data }
          })
          if (reply !== undefined) replies.push(reply)
          return success(undefined)
        },
        async receive(ms) {
          const next = replies.shift()
          clock.advance(next === undefined ? ms : Math.min(5, ms))
          if (next === 'refused') return failed('refused')
          return next === undefined ? failed('timed-out') : success(next)
        },
        close: () => {},
      })
    },
  })
  return { line, asked }
}

const theDescription = description({
  manufacturer: 'Acme',
  modelName: 'Home 1',
  version: 2,
  services: [
    [wanIp2, '/ctl/IPConn'],
    [firewall1, '/ctl/IP6FCtl'],
  ],
})

function announced(router: HomeRouter): Uint8Array | undefined {
  return router.habits.upnp ? gatewayReply('http://192.168.1.1:5000/rootDesc.xml', igd2) : undefined
}
