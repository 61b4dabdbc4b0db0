import { knownProviders } from './known-providers.ts'
import { english } from './letter/english.ts'
import { french } from './letter/french.ts'
import { wishesOf } from './letter/wishes.ts'
import type { Matter, Moment } from './letter/wording.ts'
import type { Report } from './report.ts'
import { shortName } from './short-name.ts'
import { visible } from './visible.ts'
import { wrapped } from './wrapped.ts'

export type LetterLanguage = 'en' | 'fr'

const wordings = { en: english, fr: french } as const
/** What mail programs break lines at (RFC 3676 §4.2: fewer than 79, with room to be quoted). */
const width = 72

/**
 * A letter to the provider that asks for what the line lacks, with what was measured and when, ready to be sent but for what
 * stands in brackets. Undefined where there is nothing that a provider could be asked for.
 */
export function letterOf(report: Report, language: LetterLanguage): string | undefined {
  const wishes = wishesOf(report)
  if (wishes.length === 0) return undefined
  const { to, subject, greeting, opening, wish: spoken, closing } = wordings[language]
  const matter: Matter = {
    measured: momentOf(report.at),
    address: report.line.v4?.public,
    tool: `${report.tool.name} ${report.tool.version}`,
  }
  const [provider, another] = knownProviders(report.findings).brands
  const asked = wishes.map((each) => spoken(each, matter))
  return `${[
    // Of several brands, which one it is is for the customer to know.
    ...(provider === undefined || another !== undefined ? [] : [to(shortName(provider))]),
    subject(matter),
    greeting,
    opening(matter, wishes.length),
    ...asked.map((text, at) => (asked.length === 1 ? text : `${at + 1}. ${text}`)),
    ...closing,
  ]
    .map(paragraph)
    .join('\n\n')}\n`
}

/** The words of others in it, names of servers above all, begin no line of their own and hide nothing. */
function paragraph(text: string): string {
  return wrapped(visible(text), width, /^\d\. /.test(text) ? { rest: '   ' } : {})
}

function momentOf(at: string): Moment | undefined {
  const [, year, month, day, time] = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})/.exec(at) ?? []
  if (year === undefined || time === undefined) return undefined
  return { year: Number(year), month: Number(month), day: Number(day), time }
}
