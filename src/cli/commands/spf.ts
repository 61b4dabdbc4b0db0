import { success } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import { type AskNames, askNames } from '../../protocols/spf/ask-names.ts'
import { evaluateSpf } from '../../protocols/spf/evaluate-spf.ts'
import { rememberedNames } from '../../protocols/spf/remembered-names.ts'
import type { SpfResult } from '../../protocols/spf/spf-evaluation.ts'
import { type IdentifiedSender, spfSender } from '../../protocols/spf/spf-sender.ts'
import { wholeRecord } from '../../protocols/spf/whole-record.ts'
import { safeJson } from '../../report/json.ts'
import type { Context } from '../context.ts'
import { readSettings } from '../settings/read-settings.ts'
import { withResolvers } from '../with-resolvers.ts'
import { readSpfAsked, type SpfCommandAsked, type SpfFlags } from './spf/read-spf-asked.ts'
import { type SpfJudged, spfText } from './spf/spf-text.ts'

/** RFC 7208 §4.6.4: a limit on the time "SHOULD allow at least 20 seconds". */
const allMs = 20_000

/** 0: mail passes; 1: receivers may hold something against it; 2: it could not be found out. */
const exitOf = (result: SpfResult) => (result === 'pass' ? 0 : result === 'temperror' ? 2 : 1)

/** What receivers make of a sender by SPF, and why. Gives the exit code. */
export async function spf(flags: SpfFlags, context: Context): Promise<number> {
  const { terminal } = context
  // A record may be published under a name that no host could have, with `_` in it.
  const { domain: _, ...others } = flags
  const settings = await readSettings(others, context)
  const asked = readSpfAsked(flags, settings.domain)
  const { ip, mailFrom, helo } = asked
  const find = async (line: Line) => {
    // Who names a resolver wants to know what that one says; otherwise what is missing is confirmed.
    const names = askNames(line.within(allMs), { atItsWord: settings.resolver !== undefined })
    const ask = rememberedNames(insteadOf(names, asked))
    const receiver = { name: 'unknown', now: line.clock.now() }
    const judge = async ({ identity, sender }: IdentifiedSender): Promise<SpfJudged> => {
      const [evaluation, whole] = await Promise.all([
        evaluateSpf(ask, sender, receiver),
        wholeRecord(ask, sender, receiver),
      ])
      return { ...evaluation, identity, domain: sender.domain, whole }
    }
    return Promise.all([
      judge(spfSender(ip, mailFrom, helo ?? mailFrom.slice(mailFrom.lastIndexOf('@') + 1))),
      mailFrom === '' || helo === undefined ? undefined : judge(spfSender(ip, '', helo)),
    ])
  }
  return withResolvers(settings, context, find, ([main, server]) => {
    if (flags.json) terminal.out(safeJson({ ...main, ip, ...(server !== undefined && { helo: server }) }))
    else
      terminal.out(
        [main, ...(server === undefined ? [] : [server])].map((each) => spfText(each, ip, terminal.width)).join('\n'),
      )
    return exitOf(main.result)
  })
}

/** The same names, but that one of them has the record that is to be judged before it is published. */
function insteadOf(ask: AskNames, { instead }: SpfCommandAsked): AskNames {
  if (instead === undefined) return ask
  const { domain, record } = instead
  return async (name, type) =>
    type === 'TXT' && name.toLowerCase() === domain.replace(/\.$/, '').toLowerCase()
      ? success([record])
      : ask(name, type)
}
