import { join, resolve } from 'node:path'
import { visible } from '../../../report/visible.ts'
import type { Context } from '../../context.ts'
import { UsageError } from '../../usage-error.ts'
import { systemctl } from './install.ts'
import { removeOurs, whose } from './install-files.ts'
import { type InstallPlace, thisPlace } from './install-place.ts'
import { unitName } from './unit-text.ts'

export interface UninstallFlags {
  /** `true`, or the folder that `--install` was told. */
  readonly uninstall?: boolean | string
}

/** Where systemd keeps what a service with `StateDirectory=mailworthy` writes. */
const history = '/var/lib/mailworthy'

/** Ends the service and removes what `install` has written. The history stays. Once more does nothing, and is fine. */
export async function uninstall(
  flags: UninstallFlags,
  { terminal, cwd }: Pick<Context, 'terminal' | 'cwd'>,
  place: InstallPlace = thisPlace(),
): Promise<number> {
  const folder = typeof flags.uninstall === 'string' ? resolve(cwd, flags.uninstall) : undefined
  const unit = join(folder ?? place.unitFolder, `${unitName}.service`)
  const secret = folder === undefined ? place.secretsFile : join(folder, `${unitName}.env`)

  const owner = await whose(unit)
  if (owner === 'anothers') throw new UsageError(`${unit} was not written by mailworthy, and is left as it is`)
  const mayBe = folder !== undefined || place.isRoot
  if (owner === 'ours' && !mayBe) throw new UsageError('--uninstall: only root may remove a service: use sudo')

  if (owner === 'ours' && folder === undefined && place.hasSystemd) {
    const failed = await systemctl(place, ['disable', '--now', unitName])
    if (failed !== undefined) {
      terminal.err(`systemctl disable --now ${unitName} failed: ${visible(failed)}\n`)
      return 1
    }
  }
  if (mayBe) await removeOurs(secret)
  if ((await removeOurs(unit)) === 'not-there') {
    terminal.out('There is no service of mailworthy that watches.\n')
    return 0
  }
  if (folder === undefined && place.hasSystemd) {
    const failed = await systemctl(place, ['daemon-reload'])
    if (failed !== undefined) terminal.err(`systemctl daemon-reload failed: ${visible(failed)}\n`)
  }
  terminal.out(
    folder === undefined ? `The line is watched no more. The history stays in ${history}.\n` : `${unit} is removed.\n`,
  )
  return 0
}
