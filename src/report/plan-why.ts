import type { Signs } from './signs.ts'

/** Why a way is the one to go, where that takes more than one sentence of signs. */
export const why = {
  opensWhenAsked: (signs: Signs) =>
    sentences(
      alreadyKnown(signs),
      'Mail came in as soon as the router was asked to open the port; as things stand it does not.',
    ),

  /** What was seen comes first: where it hides the rest, it is not that too little was. */
  tooLittleSeen(signs: Signs): string {
    const { behind, wholly } = signs.hidden
    const question = openQuestion(signs)
    if (behind.length === 0)
      return sentences(alreadyKnown(signs), `Not enough could be seen to say whether ${question}.`)
    return sentences(
      alreadyKnown(signs),
      ...behind,
      wholly
        ? `Whether ${question} shows once that is mended.`
        : `Beside that, not enough could be seen to say whether ${question}.`,
    )
  },

  knownAsHomeLine: (signs: Signs) =>
    sentences(
      stalled(signs),
      `Mail gets out on this line, but receivers would turn it away: ${homeLine(signs)}. A relay can send for you.`,
      mendedAtHome(signs),
    ),

  sendingIsBlocked: (signs: Signs) =>
    sentences(
      stalled(signs) ?? (signs.receive === 'no' ? undefined : 'Mail can come in.'),
      sending(signs),
      mendedAtHome(signs),
    ),

  addressChanges: (signs: Signs) =>
    sentences(
      stalled(signs),
      'The address of this line changes. A name can follow it, so that mail comes in; but receivers judge who sends by the address, and yesterday it was somebody else’s. So a relay sends.',
      mendedAtHome(signs),
    ),

  mendedAtHome: (signs: Signs) =>
    sentences(
      stalled(signs) ?? 'Nothing that was seen of the line itself is in the way.',
      'What keeps mail away can be mended at home.',
    ),

  relaySends: (signs: Signs) =>
    stalled(signs) ?? 'Mail can come in on this line, and your relay can be reached to send.',

  allWell: (signs: Signs) => stalled(signs) ?? 'Mail can come in on this line and go out from it.',
} as const

/** Where messages stall, it is not said that mail comes and goes, though connections do. */
function stalled({ stalls }: Signs): string | undefined {
  if (stalls.length === 0) return undefined
  const ways = stalls.length === 2 ? 'both ways' : `on their way ${stalls[0]}`
  return `Large packets vanish ${ways} on this line: connections are made, and messages stall in the middle.`
}

function sending({ relay, port25Shut, readable }: Signs): string {
  if (relay)
    return port25Shut
      ? 'Your relay cannot be reached, and port 25 is shut, so nothing can be sent.'
      : 'Your relay cannot be reached, so nothing is sent through it.'
  return readable
    ? 'What is sent straight from this line can be read on the way: somebody there does away with the encryption on port 25. Most servers would take it all the same; a relay can send it encrypted.'
    : 'Sending straight from this line does not work, but a relay can send for you.'
}

function mendedAtHome({ receive }: Signs): string | undefined {
  return receive === 'no' ? 'What keeps mail from coming in can be mended at home.' : undefined
}

function homeLine({ homeLine: { reverse, list } }: Signs): string {
  const named = reverse === undefined ? [] : ['its address has no reverse name that a mail server has']
  const listed = list === undefined ? [] : ['its address is on a list of lines that are not supposed to send']
  return [...named, ...listed].join(', and ')
}

function openQuestion(signs: Signs): string {
  if (signs.receive !== 'unknown') return 'mail can be sent'
  return signs.send === 'unknown' ? 'mail can come in and be sent' : 'mail can come in'
}

function alreadyKnown({ receive, send, relay, readable }: Signs): string | undefined {
  if (send === 'no' && relay) return 'Your relay cannot be reached.'
  if (send === 'no' && readable) return 'What is sent straight from this line can be read on the way.'
  if (send === 'no') return 'Sending straight from this line does not work, for which a relay is the way out.'
  return receive === 'no' ? 'Mail does not come in as things stand.' : undefined
}

function sentences(...some: readonly (string | undefined)[]): string {
  return some.filter((each) => each !== undefined).join(' ')
}
