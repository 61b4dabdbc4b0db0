import { durationWords } from '../../../watch/telling/time-words.ts'

export interface Beginning {
  readonly intervalMs: number
  readonly farEveryMs: number
  readonly hasProbe: boolean
  /** Whether silent connections are held. */
  readonly idle: boolean
  /** Where the history is kept. */
  readonly folder: string
  readonly metricsAt: string | undefined
}

/** What is told at the start: whom it asks how often, how exact that is, where it is kept, and how to leave it running. */
export function beginWords({ intervalMs, farEveryMs, hasProbe, idle, folder, metricsAt }: Beginning): string {
  const exactly = durationWords(intervalMs / 1_000)
  const exactlyFar = durationWords(farEveryMs / 1_000)
  const every = interval(exactly)
  const far = interval(exactlyFar)
  const near = ['your router', "the provider's first router, where it answers", ...(hasProbe ? ['your probe'] : [])]
  const timed = hasProbe
    ? `An interruption is timed to ${exactly}, and its end to a second.`
    : `An interruption of the router or the provider's first is timed to ${exactly}; one that only others see is timed to ${exactlyFar} (a probe of your own makes it ${exactly}). The end is timed to a second.`
  return [
    `Asked every ${every}: ${listed(near)}. Asked every ${far}: two public witnesses on the internet, three each second while something is silent.`,
    timed,
    ...(idle
      ? [
          'Once a day connections to your probe are left without a word, for half an hour, to see how long they are kept.',
        ]
      : []),
    `The history is kept in ${folder}; "mailworthy history" shows it.`,
    ...(metricsAt === undefined ? [] : [`Metrics are at ${metricsAt}.`]),
    'Ctrl-C ends this; "sudo mailworthy watch --install" leaves it running for good.',
  ].join(' ')
}

/** Said once, where it is so. */
export const mayNotListenWords =
  'As an ordinary user this program may not listen on the mail ports: whether mail would come in is seen only where a mail server runs here. The service that --install writes has that right; "sudo sysctl net.ipv4.ip_unprivileged_port_start=25" gives it to everybody on this machine.'

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** `every minute`, and no "every 1 minute". */
function interval(duration: string): string {
  return duration.replace(/^1 /, '')
}
