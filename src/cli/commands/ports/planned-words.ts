import { sameAddress } from '../../../protocols/addresses.ts'
import { entryWords, placeWords } from './place-words.ts'
import type { PortPlanned } from './plan-opening.ts'
import { spoken } from './spoken.ts'
import { timeLeft } from './time-left.ts'
import type { Told } from './told.ts'

/** What would be asked of the router for one port. */
export function plannedWords(planned: PortPlanned, replace: boolean, own: readonly string[]): Told {
  const { external, now, speech } = planned
  if (speech === undefined && now.kind !== 'no-firewall') {
    return {
      mark: 'open',
      says: `Port ${external} could not be asked for in that way: the router does not understand the language.`,
      remedy: 'Leave --protocol out; --to and --lease permanent need a router that speaks UPnP.',
    }
  }
  const would = asking(planned, own)
  switch (now.kind) {
    case 'free':
      return { mark: 'good', says: `Port ${external} leads nowhere yet. ${would}` }
    case 'not-told':
      return { mark: 'good', says: `${would} Whether somebody has it already cannot be read.` }
    case 'leads-there':
      return {
        mark: 'good',
        says: `Port ${external} leads to ${placeWords(now.entry.internal, own)} already. Nothing would be asked, unless we have opened it ourselves: then, to last anew.`,
      }
    case 'taken':
      return replace
        ? {
            mark: 'care',
            says: `Port ${external} leads to ${entryWords(now.owner, own)}. You would be asked whether to take it. ${would}`,
          }
        : {
            mark: 'bad',
            says: `Port ${external} leads to ${entryWords(now.owner, own)}. It would be left as it is.`,
            remedy: 'With --replace you would be asked whether to take it.',
          }
    case 'no-firewall':
      return {
        mark: 'good',
        says: `The router says that its IPv6 firewall is off: nothing would be asked for port ${external}.`,
      }
  }
}

function asking({ external, internal, speech, leaseS }: PortPlanned, own: readonly string[]): string {
  const lasts = leaseS === 0 ? 'for ever' : `for ${timeLeft(leaseS)}`
  const language = speech === undefined ? '' : ` in ${spoken(speech)}`
  if (internal.address.includes(':'))
    return `The router would be asked${language} to let port ${internal.port} of this machine in, ${lasts}.`
  const isOwn = own.some((each) => sameAddress(each, internal.address))
  const where = isOwn ? `this machine (${internal.address})` : internal.address
  return `The router would be asked${language} to lead port ${external} to ${where}, port ${internal.port}, ${lasts}.`
}
