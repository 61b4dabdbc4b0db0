import type { DmarcFacts } from './dmarc.ts'

const removedWords: Readonly<Record<string, string>> = {
  pct: 'pct (for a trial there is t=y)',
  rf: 'rf (there is one form of reports)',
  ri: 'ri (reports come once a day)',
}

/** `p=quarantine for the domain`, and where that is said. */
export function policyWords({ domain, at, record }: DmarcFacts): string {
  const inherited = at !== undefined && at !== domain
  const policy = inherited ? record?.sp : record?.p
  const trial = record?.trial === true ? ', on trial' : ''
  return `${policy ?? 'none'}${trial}${inherited ? `, as ${at} says for all names below it` : ''}`
}

export function removedTags({ record }: DmarcFacts): string {
  return (record?.removed ?? []).map((tag) => removedWords[tag] ?? tag).join(', ')
}

/** What is wrong with the record, and what receivers make of it. */
export function wrongWords({ nearly, record }: DmarcFacts): string {
  if (nearly === true) return 'it must begin with "v=DMARC1" to the letter, so receivers pass it over'
  const wrong = (record?.wrong ?? []).join(', ')
  if (record?.useless === true)
    return `its policy cannot be read (${wrong}), so receivers act as if there were no record`
  return ['p', 'sp', 'np'].some((tag) => record?.wrong.includes(tag) === true)
    ? `its policy cannot be read (${wrong}), so receivers send reports and do nothing else`
    : `receivers pass over what they cannot read in it: ${wrong}`
}

/** Those who get reports and have not agreed. */
export function silentTargets({ foreign }: DmarcFacts): readonly string[] {
  return foreign.filter(({ agreed }) => agreed === 'no').map(({ to }) => to)
}

/** A record to begin with. `p=` second, for readers from before RFC 9989. */
export function proposed({ domain }: Pick<DmarcFacts, 'domain'>): string {
  return `one TXT record at _dmarc.${domain}: "v=DMARC1; p=none; rua=mailto:postmaster@${domain}"`
}
