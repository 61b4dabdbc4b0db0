import type { Outcome } from './failure.ts'
import type { Conversation, Endpoint, Line, TraceEntry } from './line.ts'

/** More entries than any honest look makes; beyond, a hostile peer could only fill memory. */
const maxEntries = 300
/** Enough of what came back to recognise it. */
const maxSaw = 200

/** Where the entries of one look or check go. */
export type Trace = TraceEntry[]

/** The same line, writing down every operation as evidence, so that the author of a check writes none of it. */
export function traced(line: Line, trace: Trace, startedMs: number = line.clock.elapsed()): Line {
  const { clock } = line

  async function noting<T>(
    op: TraceEntry['op'],
    on: string,
    work: () => Promise<Outcome<T>>,
    saw?: (value: T) => string | undefined,
  ) {
    const beganMs = clock.elapsed()
    const outcome = await work()
    const seen = outcome.ok ? saw?.(outcome.value) : outcome.detail
    note({
      op,
      on,
      atMs: Math.round(beganMs - startedMs),
      tookMs: Math.round(clock.elapsed() - beganMs),
      ...(outcome.ok ? {} : { failure: outcome.failure }),
      ...(seen === undefined ? {} : { saw: seen.slice(0, maxSaw) }),
    })
    return outcome
  }

  function note(entry: TraceEntry): void {
    if (trace.length < maxEntries) trace.push(entry)
  }

  function overheard(conversation: Conversation, on: string): Conversation {
    return {
      get local() {
        return conversation.local
      },
      get remote() {
        return conversation.remote
      },
      get tls() {
        return conversation.tls
      },
      readLine: (options) =>
        noting(
          'read',
          on,
          () => conversation.readLine(options),
          (text) => text,
        ),
      read: (options) =>
        noting(
          'read',
          on,
          () => conversation.read(options),
          (bytes) => `${bytes.length} bytes`,
        ),
      write: (data) => conversation.write(data),
      startTls: (options) =>
        noting(
          'start-tls',
          on,
          () => conversation.startTls(options),
          (tls) => `${tls.protocol} ${tls.pin}`,
        ),
      end: () => conversation.end(),
    }
  }

  return {
    async dial(to, options) {
      const on = shown(to)
      const outcome = await noting(
        'dial',
        on,
        () => line.dial(to, options),
        (made) => `from ${shown(made.local)}`,
      )
      return outcome.ok ? { ok: true, value: overheard(outcome.value, on) } : outcome
    },
    listen: (at, serve) =>
      noting('listen', `${at.family} :${at.port}`, () =>
        line.listen(at, async (conversation) => {
          const on = shown(conversation.remote)
          note({ op: 'arrival', on, atMs: Math.round(clock.elapsed() - startedMs), tookMs: 0, saw: `on :${at.port}` })
          await serve(overheard(conversation, on))
        }),
      ),
    async datagrams(options) {
      const opened = await line.datagrams(options)
      if (!opened.ok) {
        note({
          op: 'datagram',
          on: options.family,
          atMs: Math.round(clock.elapsed() - startedMs),
          tookMs: 0,
          failure: opened.failure,
        })
        return opened
      }
      const socket = opened.value
      return {
        ok: true,
        value: {
          local: socket.local,
          send: (to, data) => noting('datagram', shown(to), () => socket.send(to, data)),
          receive: (ms) =>
            noting(
              'datagram',
              shown(socket.local),
              () => socket.receive(ms),
              (got) => `${got.data.length} bytes from ${shown(got.from)}`,
            ),
          close: () => socket.close(),
        },
      }
    },
    ask: (question) =>
      noting(
        'ask',
        `${question.shownAs ?? question.name} ${question.type}`,
        () => line.ask(question),
        (reply) =>
          reply.answers
            .filter(({ type }) => question.shownAs === undefined || type === question.type)
            .map((answer) => answer.data)
            .join(', '),
      ),
    request: (request) =>
      noting(
        'request',
        `${request.method} ${withoutSecrets(request.url)}`,
        () => line.request(request),
        (response) => `${response.status}`,
      ),
    host: {
      interfaces: () =>
        noting(
          'host',
          'interfaces',
          () => line.host.interfaces(),
          (all) => all.map((each) => each.name).join(' '),
        ),
      gateways: (family, wanted) =>
        noting(
          'host',
          `gateways ${family}`,
          () => line.host.gateways(family, wanted),
          (all) => all.map((each) => each.address ?? each.interface).join(' '),
        ),
      // Not noted: the socket table is read many times a second while a dial-back is under way.
      sockets: () => line.host.sockets(),
      container: () => line.host.container(),
      firewall: (packet) =>
        noting(
          'host',
          `firewall ${packet.family} :${packet.port}`,
          () => line.host.firewall(packet),
          ({ verdict, because }) => (because === undefined ? verdict : `${verdict} (${because})`),
        ),
    },
    hops: {
      echo: (address, options) =>
        noting(
          'echo',
          options.ttl === undefined ? address : `${address} ttl ${options.ttl}`,
          () => line.hops.echo(address, options),
          (reply) => `${reply.kind} ${reply.from}`,
        ),
    },
    past: line.past,
    journal: line.journal,
    clock,
    random: (length) => line.random(length),
    within: (ms) => traced(line.within(ms), trace, startedMs),
  }
}

/** `203.0.113.5:25`, `[2001:db8::5]:25`. */
export function shown(endpoint: Endpoint): string {
  return endpoint.address.includes(':')
    ? `[${endpoint.address}]:${endpoint.port}`
    : `${endpoint.address}:${endpoint.port}`
}

/** A session's token has 117 characters, a measurement's id 24. Names of that length are words, without a digit. */
const secretFrom = 32
const secretWithDigitsFrom = 20

/**
 * A session's token stands in a path of the probe's API, and so does a measurement's id, by which anybody can read whom it
 * was about: such a segment is left out of the evidence.
 */
function withoutSecrets(url: string): string {
  const secret = (segment: string) =>
    segment.length >= secretFrom || (segment.length >= secretWithDigitsFrom && /^[\w-]*\d[\w-]*$/.test(segment))
  return url
    .replace(/[?#].*$/, '')
    .replace(/(?<!\/)\/([^/]+)/g, (whole, segment: string) => (secret(segment) ? '/…' : whole))
}
