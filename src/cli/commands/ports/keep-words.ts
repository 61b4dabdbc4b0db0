import { failures } from '../../../core/failure.ts'
import type { KeepEvent } from '../../../protocols/router/keep-event.ts'
import type { Closing } from '../../../protocols/router/opening.ts'
import { type OpeningScene, openingWords } from './opening-words.ts'
import { entryWords } from './place-words.ts'
import type { Told } from './told.ts'

type Scene = Omit<OpeningScene, 'ports'>

/** What happened while ports are kept open, for a person. */
export function keepWords(event: KeepEvent, scene: Scene): Told {
  switch (event.kind) {
    case 'opened':
    case 'refused': {
      const { external, internal } = event.wanted
      const told = openingWords(
        { external, internal, ended: event.opening, attempts: [] },
        { ...scene, ports: [external] },
      )
      if (event.kind === 'refused') return { ...told, says: `${told.says} It is tried again.` }
      return event.opening.kind === 'opened' && event.opening.held.leaseS === 0
        ? { ...told, says: `${told.says} It is closed when this ends.` }
        : told
    }
    case 'renewed': {
      const { external, internal } = event.wanted
      const ended = { kind: 'renewed', held: event.held } as const
      return openingWords({ external, internal, ended, attempts: [] }, { ...scene, ports: [external] })
    }
    case 'lost':
      return { mark: 'care', says: `Port ${event.wanted.external} is open no more${nowThere(event, scene.own)}.` }
    case 'router-restarted':
      return { mark: 'care', says: 'The router has restarted, and may have forgotten what it was asked for.' }
    case 'address-changed':
      return {
        mark: 'care',
        says: `The router has another address outside: ${event.to} in place of ${event.from}.`,
        remedy: 'A name that points to the old one leads others astray until it is changed.',
      }
    case 'router-silent':
      return { mark: 'care', says: 'The router does not answer. It is asked again and again.' }
    case 'back':
      return { mark: 'good', says: 'The router answers.' }
    case 'closed':
      return closedWords(event.external, event.closing, scene.own)
  }
}

function nowThere({ found }: Extract<KeepEvent, { kind: 'lost' }>, own: readonly string[]): string {
  if (found === undefined) return ''
  return found === null ? ": the router's table has nothing for it" : `: it leads to ${entryWords(found, own)}`
}

function closedWords(external: number, closing: Closing, own: readonly string[]): Told {
  if (closing.kind === 'gone') {
    return closing.proof === 'seen'
      ? { mark: 'good', says: `Port ${external} is closed: the router's table does not have it any more.` }
      : { mark: 'good', says: `Port ${external} is closed, the router says.` }
  }
  const why = closing.failure === undefined ? '' : `: ${failures[closing.failure]}`
  return {
    mark: 'bad',
    says:
      closing.found === undefined
        ? `Port ${external} could not be closed${why}.`
        : `Port ${external} leads to ${entryWords(closing.found, own)} still.`,
    remedy: 'Run "mailworthy ports restore" when the router answers; what was opened for a time ends by itself.',
  }
}
