import type { SelfTest } from '../../../probe-server/main.ts'
import { mailPorts } from '../../wire/mail-port.ts'

/**
 * 1 if the probe could not do its work (a port that listens over no address, a way out that is closed over IPv4), 2 if it
 * could not be told, 0 if all works. IPv6 is welcome, not demanded: many good machines have none.
 */
export function selfTestExit({ listening, egress }: Pick<SelfTest, 'listening' | 'egress'>): 0 | 1 | 2 {
  const needed = ['api' as const, ...mailPorts]
  const deaf = needed.some((what) => !listening.some((each) => each.what === what && each.failure === undefined))
  const states = mailPorts.map((port) => egress[`${port}`]?.v4?.state ?? 'untested')
  if (deaf || states.includes('closed')) return 1
  return states.includes('untested') ? 2 : 0
}
