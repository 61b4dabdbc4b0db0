import type { Line } from '../../../core/line.ts'
import { restore } from '../../../protocols/router/restore.ts'
import type { RouterMet } from '../../../protocols/router/router-met.ts'
import type { RouterMetV6 } from '../../../protocols/router/router-met-v6.ts'

/**
 * Takes back what an earlier run has left of these ports, so that they can be opened anew and are ours to renew and to
 * close: a run that was killed, or a machine that lost its power.
 */
export async function takeOver(
  line: Line,
  met: RouterMet | RouterMetV6,
  ports: readonly number[],
): Promise<readonly number[]> {
  const { address, family } = met.place
  const meet = async (router: string) => (router === address ? met : undefined)
  const taken = await restore(
    line,
    meet,
    ({ change }) => change.router === address && change.family === family && ports.includes(change.external),
  )
  const left = taken.ok ? taken.value.filter(({ ended }) => ended.kind === 'removed' || ended.kind === 'put-back') : []
  return left.map(({ noted }) => noted.change.external)
}
