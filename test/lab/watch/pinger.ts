import type { World } from '../world.ts'
import type { Stretch } from './trouble.ts'

/** An ordinary ping that goes on and on: what became of it is what anybody at home would have noticed. */
export interface Pinger {
  /** Ends it, and says when nobody answered for longer than `longerMs`: from the last answer to the next one. */
  silences(longerMs?: number): Promise<readonly Stretch[]>
  /** Ends it, and says how many of its questions were answered. */
  counted(): Promise<{ readonly sent: number; readonly answered: number }>
}

/** Dense enough to time what is to be known within a second, rare enough for two processors. */
const everyS = 0.05
/** A busy machine makes an answer late, never that late. */
const usuallyLongerMs = 1_500

export async function pinger(world: World, to: string): Promise<Pinger> {
  // -D: when each answer came. -n: nobody is asked for names.
  const argv = ['ping', '-n', '-D', '-i', String(everyS), to]
  const started = await world.start('home', argv, { name: `ping-${to}`, ready: { line: /bytes from/ } })
  // SIGINT, or it does not say how many it sent.
  const ended = async () => (await started.stop('SIGINT')).stdout
  return {
    async silences(longerMs = usuallyLongerMs) {
      const answers = [...(await ended()).matchAll(/^\[(\d+\.\d+)\] \d+ bytes from/gm)].map(
        ([, at]) => Number(at) * 1_000,
      )
      return answers.flatMap((from, index) => {
        const to = answers[index + 1] ?? from
        return to - from > longerMs ? [{ from, to }] : []
      })
    },
    async counted() {
      const [, sent, answered] = /(\d+) packets transmitted, (\d+) received/.exec(await ended()) ?? []
      return { sent: Number(sent), answered: Number(answered) }
    },
  }
}
