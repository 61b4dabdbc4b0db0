import { defineCheck, maybe } from '../../core/check.ts'
import type { Failure } from '../../core/failure.ts'
import type { Family } from '../../core/line.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { getLastingAddress } from '../line/lasting-words.ts'
import { exchangers } from '../looks/exchangers.ts'
import { seeLater, unseenHere } from './differs-words.ts'
import { exchangerAt } from './exchanger-at.ts'
import { mailAddress } from './mail-address.ts'
import { inPlaceOf } from './privacy-words.ts'
import { isNamed, judgedName, type ReverseFacts, reverseFacts } from './reverse-facts.ts'
import {
  allNames,
  askForName,
  besides,
  failureWords,
  halfOwnRemedy,
  judged,
  leadBack,
  lookAgain,
  looksLike,
  ownName,
  unseenRecord,
  wanted,
  who,
} from './reverse-words.ts'

/** What the address is called, confirmed or not. */
export interface ReverseNames {
  readonly names: readonly string[]
}

const spoken = { v4: 'IPv4', v6: 'IPv6' } as const

/** Whether the address has a name, the name has the address, and it is one that somebody chose. */
const reverseOver = <F extends Family>(family: F) =>
  defineCheck<ReverseFacts>()({
    id: `names.reverse.${family}`,
    stem: 'names.reverse',
    title: `The ${spoken[family]} address has a name of its own, which leads back to it.`,
    matters: family === 'v4' ? { send: 'required' } : {},
    revision: 1,
    // Not the look at the mail host: it comes after this one of the exchangers, and of those nothing but a name is wanted.
    needs: { line: lineAddress[family], exchangers: maybe(exchangers) },
    budget: budgets.names,
    marks: {
      address: 'address',
      name: 'name',
      because: 'banner',
      aliases: 'name',
      zone: 'name',
      servers: 'name',
      domain: 'name',
      host: 'name',
      source: 'address',
    },
    answers: {
      confirmed: {
        verdict: 'pass',
        says: (facts) =>
          `The name of ${facts.address} is ${judged(facts)}, and that leads back to it.${besides(facts)}${inPlaceOf(facts)}`,
      },
      'resolver-differs': {
        verdict: 'warn',
        fault: 'undetermined',
        says: (facts) =>
          `The name of ${facts.address} is ${judged(facts)}, and that leads back to it, but not everybody may know.${inPlaceOf(facts)} ${unseenHere(unseenRecord(facts) ?? 'one of the two records')}`,
        remedy: seeLater,
      },
      'generic-static': {
        verdict: 'warn',
        fault: 'provider',
        says: (facts) => `${looksLike(facts)} Some receivers take no mail from such names.`,
        remedy: halfOwnRemedy,
      },
      'not-the-mail-name': {
        verdict: 'warn',
        fault: 'provider',
        says: (facts) =>
          `The name of ${facts.address} is ${judged(facts)}, while the mail server here is known as ${facts.host}. If it greets others by that name (HELO), some receivers count the difference against its mail.${inPlaceOf(facts)}`,
        remedy: (facts) =>
          `Ask the provider to set the reverse name (PTR) of ${facts.address} to ${wanted(facts)}, or let the mail server greet others (HELO) as ${judged(facts)}.${who(facts)}`,
      },
      'no-lasting-address': {
        verdict: 'warn',
        fault: 'machine',
        says: ({ privacy }) =>
          `Others see this machine under ${privacy?.source}, a privacy address that is replaced within a day, and it has none beside it that lasts: no reverse name can be given to it that still holds tomorrow.`,
        remedy: ({ privacy }) => getLastingAddress(privacy?.interface),
      },
      missing: {
        verdict: 'fail',
        fault: 'provider',
        says: (facts) =>
          `The address ${facts.address} has no name (PTR). Most receivers take no mail from it.${inPlaceOf(facts)}`,
        remedy: askForName,
      },
      unconfirmed: {
        verdict: 'fail',
        fault: (facts) => (ownName(facts) === undefined ? 'provider' : 'zone'),
        says: (facts) =>
          facts.names.length === 1
            ? `The address ${facts.address} is called ${allNames(facts)}, but that name does not lead back to it, so it counts for nothing.${inPlaceOf(facts)}`
            : `The address ${facts.address} is called ${allNames(facts)}, but none of these names leads back to it, so they count for nothing.${inPlaceOf(facts)}`,
        remedy: leadBack,
      },
      generic: {
        verdict: 'fail',
        fault: 'provider',
        says: (facts) => `${looksLike(facts)} Many receivers take no mail from such names.`,
        remedy: askForName,
      },
      'lookup-failed': {
        verdict: 'unknown',
        says: (facts) =>
          facts.failure === undefined
            ? `The address ${facts.address} is called ${allNames(facts)}; whether that leads back to it could not be looked up: ${failureWords(facts)}.${inPlaceOf(facts)}`
            : `The name of ${facts.address} could not be looked up: ${failureWords(facts)}.${inPlaceOf(facts)}`,
        remedy: lookAgain,
      },
    },
    async observe(line, { line: { address: seen }, exchangers: found }, { host, domain }) {
      const isExchanger = (each: string) => exchangerAt(found, family, each) !== undefined
      const { address, privacy } = await mailAddress(line.host, seen, isExchanger)
      // Whatever it is called today, it is gone tomorrow.
      if (privacy?.lasting === false) return { family, address, privacy, names: [], aliases: [], servers: [] }
      const mailServer = host ?? exchangerAt(found, family, address)
      const facts = await reverseFacts(line, { family, address, domain, host: mailServer })
      return { ...facts, ...(privacy && { privacy }) }
    },
    judge(facts) {
      const { failure, names, host, privacy } = facts
      if (privacy?.lasting === false) return 'no-lasting-address'
      if (failure !== undefined && !isDenial(failure)) return 'lookup-failed'
      if (names.length === 0) return 'missing'
      const best = judgedName(facts)
      if (best?.confirmed !== true) return names.some((each) => isOpen(each.failure)) ? 'lookup-failed' : 'unconfirmed'
      if (best.class === 'generic') return 'generic'
      if (best.class !== 'custom') return 'generic-static'
      if (host !== undefined && !isNamed(best, host)) return 'not-the-mail-name'
      return unseenRecord(facts) === undefined ? 'confirmed' : 'resolver-differs'
    },
    gives: ({ names }): ReverseNames | undefined => ({ names: names.map(({ name }) => name) }),
  })

function isDenial(failure: Failure): boolean {
  return failure === 'name-not-found' || failure === 'no-data'
}

/** It may lead back after all. A name that cannot be asked for leads nowhere. */
function isOpen(failure: Failure | undefined): boolean {
  return failure !== undefined && failure !== 'malformed' && !isDenial(failure)
}

export const namesReverse = { v4: reverseOver('v4'), v6: reverseOver('v6') } as const
