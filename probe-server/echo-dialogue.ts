import { echoReply } from '../src/wire/echo-dialogue.ts'
import { tokenOfEhlo } from '../src/wire/ehlo-name.ts'
import { imapCapabilities } from '../src/wire/greeting.ts'
import { type MailPort, speechOf } from '../src/wire/mail-port.ts'

/** What an echo port says to a line, and what it does next. */
export interface Said {
  readonly lines: readonly string[]
  readonly next: 'go-on' | 'start-tls' | 'end'
}

export interface EchoPort {
  readonly port: MailPort
  readonly host: string
  /** The nonce of the session that a token was given out for; undefined if it is none of ours or over. */
  nonceOf(token: string): Uint8Array | undefined
}

/**
 * Answers one line of SMTP or IMAP. It knows just enough to be asked who it is and to go over to TLS: there is no mail
 * to take and no password to hear, so every other command is unknown to it.
 */
export function echo(line: string, encrypted: boolean, at: EchoPort): Said {
  return speechOf(at.port).language === 'smtp' ? smtp(line, encrypted, at) : imap(line, encrypted, at)
}

function smtp(line: string, encrypted: boolean, at: EchoPort): Said {
  const [, verb = '', rest = ''] = /^([A-Za-z]{1,10})(?: (.*))?$/.exec(line.trimEnd()) ?? []
  switch (verb.toUpperCase()) {
    case 'EHLO':
      return ehlo(rest, encrypted, at)
    case 'HELO':
      return goOn(`250 ${at.host}`)
    case 'NOOP':
      return goOn('250 2.0.0 OK')
    case 'STARTTLS':
      return encrypted ? goOn('503 5.5.1 TLS is active already') : { lines: ['220 2.0.0 Go ahead'], next: 'start-tls' }
    case 'QUIT':
      return { lines: [`221 2.0.0 ${at.host} Bye`], next: 'end' }
    default:
      return goOn('502 5.5.1 This is a mailworthy probe: no mail is taken here')
  }
}

function ehlo(name: string, encrypted: boolean, at: EchoPort): Said {
  if (name === '') return goOn('501 5.5.4 EHLO wants a name')
  const token = tokenOfEhlo(name)
  const nonce = token === undefined ? undefined : at.nonceOf(token)
  return goOn(echoReply(at.host, at.port, nonce), ...(encrypted ? [] : ['250-STARTTLS']), '250 ENHANCEDSTATUSCODES')
}

function imap(line: string, encrypted: boolean, at: EchoPort): Said {
  // RFC 3501 §9: a tag is any ASTRING-CHAR but +; these are the harmless ones.
  const [, tag = '', verb = '', rest = ''] =
    /^([A-Za-z0-9.]{1,32}) ([A-Za-z]{1,12})(?: (.*))?$/.exec(line.trimEnd()) ?? []
  switch (verb.toUpperCase()) {
    case 'CAPABILITY':
      return goOn(`* CAPABILITY ${imapCapabilities(encrypted)}`, `${tag} OK done`)
    case 'ID': {
      const token = /"token" "([a-z2-7]{1,220})"/.exec(rest)?.[1]
      const nonce = token === undefined ? undefined : at.nonceOf(token)
      return goOn(echoReply(at.host, at.port, nonce), `${tag} OK done`)
    }
    case 'NOOP':
      return goOn(`${tag} OK done`)
    case 'STARTTLS':
      return encrypted ? goOn(`${tag} BAD TLS is active already`) : { lines: [`${tag} OK go ahead`], next: 'start-tls' }
    case 'LOGOUT':
      return { lines: ['* BYE', `${tag} OK done`], next: 'end' }
    default:
      return goOn(`${tag === '' ? '*' : tag} BAD this is a mailworthy probe: there is no mail here`)
  }
}

function goOn(...lines: readonly string[]): Said {
  return { lines, next: 'go-on' }
}
