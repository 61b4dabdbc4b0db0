import { type BulkCommand, bulkGo, bulkPorts, readBulkCommand } from '../src/wire/bulk.ts'
import { echoReply } from '../src/wire/echo-dialogue.ts'
import { tokenOfEhlo } from '../src/wire/ehlo-name.ts'
import { imapCapabilities } from '../src/wire/greeting.ts'
import { idleGo, idlePort, readIdleSeconds } from '../src/wire/idle.ts'
import { type MailPort, speechOf } from '../src/wire/mail-port.ts'
import { bounds } from '../src/wire/protocol.ts'

/** What an echo port says to a line, and what it does next. */
export interface Said {
  readonly lines: readonly string[]
  readonly next: 'go-on' | 'start-tls' | 'end' | 'bulk' | 'idle'
  /** How many octets, and which way, where `next` is `bulk`. */
  readonly bulk?: BulkCommand
  /** How long without a word, and what to say then, where `next` is `idle`. */
  readonly idle?: { readonly seconds: number; readonly tag: string }
  /** After EHLO or ID: what it made of the caller. */
  readonly caller?: Caller
}

/** `ours`: it has named a session that was begun from its very address. `served`: it has had its octets. */
export type Caller = 'stranger' | 'ours' | 'served'

export interface EchoPort {
  readonly port: MailPort
  readonly host: string
  /** What a token stands for; undefined if it is none of ours or over. */
  sessionOf(token: string): EchoSession | undefined
}

export interface EchoSession {
  readonly nonce: Uint8Array
  /** Whether it was begun from the address that this caller has. */
  readonly own: boolean
}

export interface EchoState {
  readonly encrypted: boolean
  readonly caller: Caller
}

/**
 * Answers one line of SMTP or IMAP. It knows just enough to be asked who it is, to go over to TLS, to move a bounded number of
 * octets and to be silent for a bounded time: there is no mail to take and no password to hear, so every other command is unknown to it.
 */
export function echo(line: string, state: EchoState, at: EchoPort): Said {
  return speechOf(at.port).language === 'smtp' ? smtp(line, state, at) : imap(line, state, at)
}

function smtp(line: string, state: EchoState, at: EchoPort): Said {
  const [, verb = '', rest = ''] = /^([A-Za-z]{1,10})(?: (.*))?$/.exec(line.trimEnd()) ?? []
  switch (verb.toUpperCase()) {
    case 'EHLO':
      return ehlo(rest, state, at)
    case 'HELO':
      return goOn(`250 ${at.host}`)
    case 'NOOP':
      return goOn('250 2.0.0 OK')
    case 'STARTTLS':
      return state.encrypted
        ? goOn('503 5.5.1 TLS is active already')
        : { lines: ['220 2.0.0 Go ahead'], next: 'start-tls' }
    case 'QUIT':
      return { lines: [`221 2.0.0 ${at.host} Bye`], next: 'end' }
    case 'XSINK':
    case 'XSOURCE':
      return bulkPorts.some((port) => port === at.port) ? bulk(line.trimEnd(), state) : unknown()
    default:
      return unknown()
  }
}

function unknown(): Said {
  return goOn('502 5.5.1 This is a mailworthy probe: no mail is taken here')
}

function ehlo(name: string, { encrypted, caller }: EchoState, at: EchoPort): Said {
  if (name === '') return goOn('501 5.5.4 EHLO wants a name')
  const token = tokenOfEhlo(name)
  const session = token === undefined ? undefined : at.sessionOf(token)
  const lines = [
    echoReply(at.host, at.port, session?.nonce),
    ...(encrypted ? [] : ['250-STARTTLS']),
    '250 ENHANCEDSTATUSCODES',
  ]
  // Once in a conversation, however often the session is named.
  const now = caller === 'served' ? caller : session?.own === true ? 'ours' : 'stranger'
  return { lines, next: 'go-on', caller: now }
}

function bulk(line: string, { caller }: EchoState): Said {
  // Whoever may be a forged address has never seen a token; so nobody can have octets sent to somebody else.
  if (caller === 'stranger') return goOn('530 5.7.0 Name a session of this address first')
  if (caller === 'served') return goOn('503 5.5.1 Once in a conversation')
  const command = readBulkCommand(line)
  if (command === undefined) return goOn(`501 5.5.4 From 1 to ${bounds.bulkBytes} octets`)
  return { lines: [bulkGo(command)], next: 'bulk', bulk: command }
}

function imap(line: string, { encrypted, caller }: EchoState, at: EchoPort): Said {
  // RFC 3501 §9: a tag is any ASTRING-CHAR but +; these are the harmless ones.
  const [, tag = '', verb = '', rest = ''] =
    /^([A-Za-z0-9.]{1,32}) ([A-Za-z]{1,12})(?: (.*))?$/.exec(line.trimEnd()) ?? []
  switch (verb.toUpperCase()) {
    case 'CAPABILITY':
      return goOn(`* CAPABILITY ${imapCapabilities(encrypted)}`, `${tag} OK done`)
    case 'ID': {
      const token = /"token" "([a-z2-7]{1,220})"/.exec(rest)?.[1]
      const session = token === undefined ? undefined : at.sessionOf(token)
      const said = goOn(echoReply(at.host, at.port, session?.nonce), `${tag} OK done`)
      return { ...said, caller: session?.own === true ? 'ours' : 'stranger' }
    }
    case 'XIDLE':
      return at.port === idlePort ? idle(tag, rest, caller) : unknownImap(tag)
    case 'NOOP':
      return goOn(`${tag} OK done`)
    case 'STARTTLS':
      return encrypted ? goOn(`${tag} BAD TLS is active already`) : { lines: [`${tag} OK go ahead`], next: 'start-tls' }
    case 'LOGOUT':
      return { lines: ['* BYE', `${tag} OK done`], next: 'end' }
    default:
      return unknownImap(tag)
  }
}

/** Whoever may be a forged address has never seen a token: nobody else's connections are held here. */
function idle(tag: string, rest: string, caller: Caller): Said {
  if (caller !== 'ours') return goOn(`${tag} NO name a session of this address first`)
  const seconds = readIdleSeconds(rest)
  if (seconds === undefined) return goOn(`${tag} BAD from 1 to ${bounds.idleS} seconds`)
  return { lines: [idleGo(seconds)], next: 'idle', idle: { seconds, tag } }
}

function unknownImap(tag: string): Said {
  return goOn(`${tag === '' ? '*' : tag} BAD this is a mailworthy probe: there is no mail here`)
}

function goOn(...lines: readonly string[]): Said {
  return { lines, next: 'go-on' }
}
