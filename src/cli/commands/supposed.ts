import { kindWords } from '../../checks/names/reverse-words.ts'
import { reverseZones } from '../../knowledge/reverse-zones.ts'
import { familyOf } from '../../protocols/addresses.ts'
import { classifyReverseName } from '../../protocols/reverse-name/classify-reverse-name.ts'
import { safeJson } from '../../report/json.ts'
import { visible } from '../../report/visible.ts'
import { wrapped } from '../../report/wrapped.ts'
import type { Terminal } from '../terminal.ts'

/**
 * Tells what receivers would make of a name that an address does not have yet, by its looks alone: nothing is looked up. A
 * name in the user's own domain is theirs, for nobody else could let it lead back. Gives the exit code.
 */
export function supposed(
  address: string,
  name: string,
  domain: string | undefined,
  json: boolean,
  terminal: Pick<Terminal, 'out' | 'width'>,
): number {
  const judged = classifyReverseName({
    name,
    address,
    ownDomains: domain === undefined ? [] : [domain],
    zones: reverseZones,
  })
  const { because } = judged
  if (json) {
    terminal.out(safeJson({ address, names: [name], confirmed: null, class: judged.class, because, name }))
  } else {
    const type = familyOf(address) === 'v6' ? 'AAAA' : 'A'
    const says = `As the name of ${address}, ${name} ${kindWords[judged.class]}: it ${because.join(', and ')}.`
    const more = `Nothing was looked up: the name must have an ${type} record that leads back to ${address}, too.`
    terminal.out(`${[says, more].map((each) => wrapped(visible(each), terminal.width)).join('\n\n')}\n`)
  }
  return judged.class === 'generic' ? 1 : 0
}
