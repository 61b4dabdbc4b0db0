import type { Store } from '../../../history/store.ts'
import { becomeUser } from '../../become-user.ts'
import type { Context } from '../../context.ts'
import { historySeen } from '../../history-seen.ts'

/**
 * The history of whoever asks, once root is given up to somebody: with `sudo`, and with `--user`. Root itself may look, for
 * nothing is asked of anybody here.
 */
export async function openHistory(user: string | undefined, context: Context): Promise<Store> {
  const open = await historySeen(context.env)
  if (user !== undefined || context.env['SUDO_UID'] !== undefined) await becomeUser(user, context)
  return open()
}
