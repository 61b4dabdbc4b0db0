import { portsWords } from '../../../core/ports-words.ts'
import type { MailPorts, OutageBegan, WatchRecord } from '../../../history/record.ts'
import { idleWords } from '../../../report/history/idle-words.ts'
import { notOfferedWords, placeNow, placeThen } from '../../../watch/telling/place-clauses.ts'
import { durationWords, timeWords } from '../../../watch/telling/time-words.ts'
import { qualityWords } from './quality-words.ts'

/** What a record says to a person who reads the log. `mark`: whether it is good news, a reason to look, or neither. */
export interface RecordWords {
  readonly mark: 'good' | 'care' | 'plain'
  readonly says: string
}

const families = { v4: 'IPv4', v6: 'IPv6' } as const

const addresses = {
  public: 'public address',
  prefix: 'network',
  host: 'address in its network',
  router: 'address of the router outside',
} as const

/** Undefined for what nobody wants to read every hour: summaries, unless `verbose`. */
export function watchWords(record: WatchRecord, verbose = false): RecordWords | undefined {
  switch (record.kind) {
    case 'began':
      return { mark: 'plain', says: 'Watching.' }
    case 'ended':
      return record.why === 'asked'
        ? { mark: 'plain', says: 'No longer watching.' }
        : {
            mark: 'care',
            says: `The watcher before this one ${record.why === 'killed' ? 'was killed' : 'ended with the machine'}; it was last alive at ${timeWords(record.at)}.`,
          }
    case 'not-watched':
      return {
        mark: 'care',
        says: `Nobody watched for ${lasted(Date.parse(record.to) - Date.parse(record.from))}: ${record.why === 'asleep' ? 'the machine slept' : 'this program was kept from running'}.`,
      }
    case 'clock-set':
      return { mark: 'plain', says: `The clock was set: ${timeWords(record.was)} became ${timeWords(record.at)}.` }
    case 'line':
      return { mark: 'care', says: 'The gateway is another one: a new router, or another line.' }
    case 'outage-began':
      return {
        mark: 'care',
        says: `${families[record.family]} is down: ${placeNow[record.place]}${witnessWords(record)}.`,
      }
    case 'outage-ended':
      if (record.notOffered) return { mark: 'care', says: notOfferedWords(families[record.family]) }
      return {
        mark: 'good',
        says: `${families[record.family]} is back after ${record.foundSo ? 'at least ' : ''}${lasted(record.tookMs)}. ${placeThen[record.place]}`,
      }
    case 'address': {
      const what = `The ${families[record.family]} ${addresses[record.what]}`
      if (record.was === undefined) return { mark: 'plain', says: `${what} is ${record.address}.` }
      const how = record.afterOutage ? ', after an interruption' : ''
      return { mark: 'care', says: `${what} changed${how}: it is ${record.address} now, and was ${record.was}.` }
    }
    case 'known-as':
      return {
        mark: 'plain',
        says: `${record.address} is called ${record.name ?? 'nothing (it has no reverse name)'}.`,
      }
    case 'router-restarted':
      return { mark: 'care', says: 'The router says that it has restarted.' }
    case 'witness':
      return record.silent
        ? {
            mark: 'plain',
            says: `The witness ${record.witness} does not answer, while others do: the line is not to blame.`,
          }
        : { mark: 'plain', says: `The witness ${record.witness} answers again.` }
    case 'mail-ports':
      return { mark: 'plain', says: `Mail ports: ${mailPortWords(record) || 'nothing could be told'}.` }
    case 'idle':
      return { mark: 'plain', says: `${idleWords(record)}.` }
    case 'quality':
      return verbose ? { mark: 'plain', says: qualityWords(record) } : undefined
    case 'reboot-test':
      return { mark: 'plain', says: 'The router was switched off and on again, to see what becomes of the line.' }
  }
}

/** `open: inbound 25, 465 over IPv4; filtered: outbound 25 over IPv4`. */
function mailPortWords({ answers }: MailPorts): string {
  const by = new Map<string, string[]>()
  for (const [check, answer] of Object.entries(answers)) by.set(answer, [...(by.get(answer) ?? []), check])
  return [...by].map(([answer, checks]) => `${answer}: ${portsWords(checks)}`).join('; ')
}

/** Who says so: `(silent: stun.example, 192.0.2.1; answered: 192.168.1.1)`. */
function witnessWords({ silent, answered }: OutageBegan): string {
  const told = [
    ...(silent.length === 0 ? [] : [`silent: ${silent.join(', ')}`]),
    ...(answered.length === 0 ? [] : [`answered: ${answered.join(', ')}`]),
  ]
  return told.length === 0 ? '' : ` (${told.join('; ')})`
}

function lasted(ms: number): string {
  return durationWords(Math.round(ms / 1_000))
}
