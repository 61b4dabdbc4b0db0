import type { Expected } from '../../checks/expected.ts'
import type { Family } from '../../core/line.ts'
import { type MailPort, mailPorts } from '../../wire/mail-port.ts'

type OnPorts<Way extends 'outbound' | 'inbound', F extends Family, Answer> = {
  readonly [Id in `${Way}.${MailPort}.${F}`]: Answer
}

/** The same answer of `outbound.*` for every mail port of a family. */
export function outbound<F extends Family, const Answer extends Expected['outbound.25.v4']>(family: F, answer: Answer) {
  return onPorts('outbound', family, answer)
}

/** The same answer of `inbound.*` for every mail port of a family. */
export function inbound<F extends Family, const Answer extends Expected['inbound.25.v4']>(family: F, answer: Answer) {
  return onPorts('inbound', family, answer)
}

function onPorts<Way extends 'outbound' | 'inbound', F extends Family, Answer>(way: Way, family: F, answer: Answer) {
  const entries = mailPorts.map((port) => [`${way}.${port}.${family}`, answer])
  return Object.fromEntries(entries) as OnPorts<Way, F, Answer>
}
