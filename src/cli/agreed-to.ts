import { wrapped } from '../report/wrapped.ts'
import { offerWords } from './offer-words.ts'
import type { Offer } from './offers.ts'
import type { Terminal } from './terminal.ts'

/** Only somebody who sits there is asked, and only where a person reads the report. */
export function mayAsk(
  flags: { readonly json?: boolean; readonly input?: boolean },
  { interactive }: Pick<Terminal, 'interactive'>,
): boolean {
  return interactive && flags.json !== true && flags.input !== false
}

/** Which of the offers were accepted. Whatever is not a clear yes is a no. */
export async function agreedTo(offers: readonly Offer[], terminal: Terminal): Promise<readonly Offer[]> {
  const agreed: Offer[] = []
  for (const offer of offers) {
    terminal.err(`\n${wrapped(offerWords[offer], terminal.width)}\n`)
    if (/^\s*y(es)?\s*$/i.test(await terminal.ask('yes or no [no] '))) agreed.push(offer)
  }
  return agreed
}
