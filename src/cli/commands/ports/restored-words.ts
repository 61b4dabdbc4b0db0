import { failures } from '../../../core/failure.ts'
import type { RouterSpeech, TableEntry } from '../../../core/journal.ts'
import type { Restored } from '../../../protocols/router/restore.ts'
import { entryWords } from './place-words.ts'
import { spoken } from './spoken.ts'
import type { Told } from './told.ts'
import { wallClock } from './wall-clock.ts'

/** What became of a port that was to be taken back, and what to do about what is left. */
export function restoredWords({ noted: { change }, ended }: Restored, own: readonly string[]): Told {
  const { external, kind, router, speech, before } = change
  const hole = kind === 'pinhole'
  const port = hole ? `The hole for port ${external} in the IPv6 firewall` : `Port ${external}`
  switch (ended.kind) {
    case 'removed':
      return {
        mark: 'good',
        says:
          ended.proof === 'seen'
            ? `${port} is closed: the router's table does not have it any more.`
            : `${port} is closed, the router says. It has no table in which that could be seen.`,
      }
    case 'was-gone':
      return { mark: 'good', says: `${port} was not open any more: there was nothing to take back.` }
    case 'put-back':
      return {
        mark: 'good',
        says: `${port} leads to ${before ? entryWords(before, own) : 'where it did'} again, as it did before.`,
      }
    case 'changed-since':
      return {
        mark: 'care',
        says: `${port} leads to ${entryWords(ended.found, own)} by now, which is not our doing, so it was left alone.`,
      }
    case 'left-behind':
      return {
        mark: 'bad',
        says: `${port} ${leftWords(ended, before, own)}${whyNot(ended, speech)}.`,
        remedy: `Try again. If that does not help, put port ${external} right in the router's pages; restarting the router clears what was asked for, with most.`,
      }
    case 'router-absent':
      return {
        mark: 'open',
        says: `${port} was opened at the router ${router}, which does not answer now. It stays in our notes${lapses(change)}.`,
        remedy: 'Run this again when this machine is in that network, and the router is on.',
      }
  }
}

type Left = Extract<Restored['ended'], { readonly kind: 'left-behind' }>

function leftWords({ found }: Left, before: TableEntry | null | undefined, own: readonly string[]): string {
  if (found !== undefined)
    return `still leads to ${entryWords(found, own)}: the router was asked to end that, and did not`
  return before
    ? `is not as it was: the router was asked to lead it to ${entryWords(before, own)} again, and did not confirm`
    : 'may still be open: the router was asked to close it, and did not confirm'
}

function whyNot({ code, failure }: Left, speech: RouterSpeech): string {
  if (code !== undefined) return ` (${spoken(speech)} ${code})`
  return failure === undefined ? '' : ` (${failures[failure]})`
}

function lapses({ at, leaseS }: Restored['noted']['change']): string {
  if (leaseS === 0) return ''
  return `, and ends by itself at ${wallClock(Date.parse(at) + leaseS * 1000)}`
}
