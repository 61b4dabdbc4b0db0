import { type Finding, weightOf } from '../core/finding.ts'
import { wrapped } from '../report/wrapped.ts'
import { readHostName } from './settings/read-host-name.ts'
import type { Terminal } from './terminal.ts'

const question =
  'No domain was named. Which one is the mail to be for? The records that others go by (MX, SPF, DMARC and more) are looked at then. Enter alone leaves them out.'
/** Somebody who types a second word that is none does not want to be asked a third time. */
const mostTries = 2

/** Whether some checks were left out for want of a domain, and would have somebody to ask. */
export function lacksDomain(findings: readonly Finding[]): boolean {
  const resolver = findings.find(({ check }) => check === 'line.resolver')
  const answers = resolver === undefined || ['pass', 'warn'].includes(weightOf(resolver))
  if (!answers) return false
  return findings.some(
    (finding) => finding.kind === 'skipped' && 'moot' in finding.because && finding.check.startsWith('names.'),
  )
}

/** The domain that is typed in; undefined where none is. */
export async function domainNamed(terminal: Pick<Terminal, 'ask' | 'err' | 'width'>): Promise<string | undefined> {
  terminal.err(`\n${wrapped(question, terminal.width)}\n`)
  for (let tries = 0; tries < mostTries; tries++) {
    const typed = (await terminal.ask('domain [none] ')).trim()
    if (typed === '') return undefined
    const read = readHostName(typed)
    if (read.ok && read.value.includes('.')) return read.value
    terminal.err(`That is no domain; one looks like example.org.\n`)
  }
  return undefined
}
