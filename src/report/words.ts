import type { AbilityAnswer, LineVerdict } from '../core/ability.ts'
import type { Way } from './plan.ts'

/** What a person reads for a word of the format. */
export const verdictSays: Record<LineVerdict, string> = {
  ready: 'Ready: this line can carry a mail server.',
  'ready-with-reservations': 'Ready, with reservations: this line can carry a mail server; read what to keep in mind.',
  undetermined: 'Not known yet: too little could be seen to say whether this line can carry a mail server.',
  'not-ready': 'Not ready: as it is, this line cannot carry a mail server.',
}

/** In place of `undetermined`, where what is not known hides behind what fails. */
export const hiddenSays = 'Not known yet: something is in the way, and what it hides can be seen once that is mended.'

/** In place of `ready-with-reservations`, where large packets vanish. */
export const stallsSays =
  'Ready, with a reservation that comes first: large packets vanish, so messages would stall in the middle; once that is mended, this line can carry a mail server.'

/** The same where only some checks were asked for: their verdict is over what they saw, and not over the line. */
export const selectionSays: Record<LineVerdict, string> = {
  ready: 'Nothing that was asked for is in the way.',
  'ready-with-reservations': 'Nothing that was asked for is in the way; read what to keep in mind.',
  undetermined: 'Not known yet: what was asked for does not say whether this line can carry a mail server.',
  'not-ready': verdictSays['not-ready'],
}

export const abilitySays: Record<AbilityAnswer, string> = {
  yes: 'yes',
  'with-reservations': 'yes, with reservations',
  unknown: 'not known yet',
  no: 'no',
}

/** What each ability is, for somebody who has never run a mail server. */
export const abilityMeans = {
  receive: 'others deliver mail here',
  send: 'mail from here is taken by others',
  access: 'you reach your mailbox from outside',
} as const

export const waySays: Record<Way, string> = {
  'host-directly': 'host your mail at home',
  'host-and-relay': 'receive at home, send through a relay',
  'host-behind-tunnel': 'host at home, behind a tunnel with an address of its own',
  'change-provider': 'mend this line, or take another one',
  'rent-a-machine': 'rent a small machine for the mail',
  'find-out-first': 'find out first',
}
