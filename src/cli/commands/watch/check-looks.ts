import type { ReverseFacts } from '../../../checks/names/reverse-facts.ts'
import type { Asked } from '../../../core/asked.ts'
import type { Family, Line } from '../../../core/line.ts'
import type { Finding } from '../../../core/finding.ts'
import type { KnownAs } from '../../../history/record.ts'
import type { MailLook } from '../../../watch/looks-beside.ts'
import { mailLookOf } from './mail-look-of.ts'

/** How a watcher uses the checks: a few of them, now and then. What could not be told is left out. */
export interface CheckLooks {
  /** What all checks of mail ports come to; undefined where nobody could tell anything. */
  lookAtMail(): Promise<MailLook | undefined>
  /** What the public address of a family is to others; undefined where its name could not be found out. */
  lookAtAddress(family: Family): Promise<Omit<KnownAs, 'kind' | 'at'> | undefined>
}

export interface CheckLooksOptions {
  readonly line: Line
  readonly asked: Asked
  readonly signal: AbortSignal
  readonly patience: number
}

/** The checks are loaded when they are first asked for: a watcher of a small machine may never need them. */
export function checkLooks({ line, asked, signal, patience }: CheckLooksOptions): CheckLooks {
  /** Ports are listened to for the time of the look alone: a mail server that is being started must find them free. */
  async function findings(only: readonly string[]): Promise<readonly Finding[]> {
    const [{ checks }, { inspect }, { remembered }] = await Promise.all([
      import('../../../checks/index.ts'),
      import('../../../core/inspect.ts'),
      import('../../../core/remembered.ts'),
    ])
    const run = await inspect({
      checks,
      explanations: [],
      line: remembered(line),
      undoLine: line,
      asked,
      signal,
      patience,
      only,
      skip: ['inbound.blocker.*'],
      // Nobody is there to agree.
      mayAlterRouter: false,
    })
    return run.interrupted ? [] : run.findings
  }

  return {
    async lookAtMail() {
      return mailLookOf(await findings(['inbound.*', 'outbound.*']))
    },
    async lookAtAddress(family) {
      const found = await findings([`names.reverse.${family}`, ...(family === 'v4' ? ['reputation.policy.v4'] : [])])
      const all = found.filter((finding) => finding.kind === 'answered')
      const reverse = all.find(({ check }) => check === `names.reverse.${family}`)
      if (reverse === undefined || reverse.verdict === 'unknown') return undefined
      const policy = all.find(({ check, verdict }) => check === 'reputation.policy.v4' && verdict !== 'unknown')
      const { address, names } = reverse.facts as ReverseFacts
      return {
        family,
        address,
        name: names[0]?.name ?? null,
        reverse: reverse.answer,
        ...(policy !== undefined && { policy: policy.answer }),
      }
    },
  }
}
