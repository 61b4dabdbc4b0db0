import type { ListenAt } from '../core/line.ts'
import { type HeldPorts, holdPorts, takeOverPorts } from '../system/held-ports.ts'
import type { Became } from '../system/privileges.ts'
import { mailPorts } from '../wire/mail-port.ts'
import { becomeUser } from './become-user.ts'
import type { Context } from './context.ts'

export interface LowPorts {
  /** Undefined where there is nothing to hold. */
  readonly held: HeldPorts | undefined
  /** Why it is whom it is now. */
  readonly became: Became['why']
}

/**
 * The mail ports that this program may listen on: those that the service manager hands over, or those that root can
 * bind. Root is given up here, before the first byte from outside is read.
 */
export async function lowPorts(user: string | undefined, context: Context): Promise<LowPorts> {
  const handedOver = context.env['LISTEN_FDS'] !== undefined
  const held = handedOver ? await takeOverPorts(context.env, process.pid) : isRoot() ? await held5() : undefined
  try {
    return { held, became: await becomeUser(user, context) }
  } catch (error) {
    await held?.close()
    throw error
  }

  async function held5(): Promise<HeldPorts> {
    const wanted = mailPorts.flatMap((port): ListenAt[] => [
      { family: 'v4', port },
      { family: 'v6', port },
    ])
    // A port that another program has is its server's: the checks look at it there.
    return (await holdPorts(wanted)).held
  }
}

function isRoot(): boolean {
  return process.geteuid?.() === 0
}
