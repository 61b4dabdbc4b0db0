import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runTool } from '../../../system/run-tool.ts'
import { visible } from '../../../report/visible.ts'
import type { Context } from '../../context.ts'
import { UsageError } from '../../usage-error.ts'
import { carried } from './install-carried.ts'
import { secretsText, writeOurs } from './install-files.ts'
import { type InstallPlace, thisPlace } from './install-place.ts'
import { unitName, unitText } from './unit-text.ts'

export interface InstallFlags {
  /** `true`, or a folder: then the files are only written there. */
  readonly install?: boolean | string
  readonly [flag: string]: unknown
}

/** A service that starts waits for nothing; a machine that is busy may take a while all the same. */
const systemctlMs = 60_000

/**
 * Installs the watcher as a service of systemd, with the flags of this call. Gives the exit code: 1 where systemd refuses. Throws
 * `UsageError` where it cannot be done here.
 */
export async function install(
  flags: InstallFlags,
  { terminal, env, cwd }: Pick<Context, 'terminal' | 'env' | 'cwd'>,
  place: InstallPlace = thisPlace(),
): Promise<number> {
  const folder = typeof flags.install === 'string' ? resolve(cwd, flags.install) : undefined
  refuseHidden(place.program)
  if (folder === undefined) refuseWithout(place)
  const { args, secrets, leftBehind } = carried(flags, { env, cwd })
  for (const arg of args) refuseUnwritable(arg)
  const { program, pingNeedsRight, secretsFile } = place
  const text = unitText({ program, args, secretsFile, pingNeedsRight })

  const unit = join(folder ?? place.unitFolder, `${unitName}.service`)
  const secret = folder === undefined ? secretsFile : join(folder, `${unitName}.env`)
  await writeOurs(unit, text, 0o644)
  if (secrets.size > 0) await writeOurs(secret, secretsText(secrets), 0o600)

  for (const name of leftBehind) terminal.err(`Note: the service will not see ${visible(name)}: name it as a flag.\n`)
  if (flags['config'] === undefined && existsSync(join(cwd, 'mailworthy.config.json')))
    terminal.err(
      'Note: the service will not see mailworthy.config.json: name it with --config, or its settings as flags.\n',
    )

  if (folder !== undefined) {
    terminal.out(`${unit} is written. To use it:\n`)
    const moved = secrets.size > 0 ? [`install -D -m 600 ${secret} ${secretsFile}`] : []
    const steps = [
      ...moved,
      `cp ${unit} ${place.unitFolder}/`,
      'systemctl daemon-reload',
      `systemctl enable --now ${unitName}`,
    ]
    for (const step of steps) terminal.out(`  sudo ${step}\n`)
    return 0
  }
  // Not `enable --now`: one that runs already would go on with its old flags.
  for (const words of [['daemon-reload'], ['enable', unitName], ['restart', unitName]]) {
    const done = await systemctl(place, words)
    if (done === undefined) continue
    terminal.err(`systemctl ${words.join(' ')} failed: ${visible(done)}\nMore: journalctl -u ${unitName}\n`)
    return 1
  }
  terminal.out(
    `The line is watched from now on, whenever this machine runs.\n  journalctl -u ${unitName}              what the watcher says\n  sudo mailworthy history                what it has seen\n  sudo mailworthy watch --uninstall      ends it; the history stays\n`,
  )
  return 0
}

/** Undefined where it did what it was asked to, else what it said. */
export async function systemctl(place: InstallPlace, words: readonly string[]): Promise<string | undefined> {
  const ran = await runTool(place.systemctl, words, { ms: systemctlMs })
  if (!ran.ok) return ran.detail ?? ran.failure
  return ran.value.code === 0 ? undefined : ran.value.stderr.trim() || `it ended with ${ran.value.code ?? 'a signal'}`
}

function refuseWithout({ hasSystemd, isRoot, unitFolder }: InstallPlace): void {
  if (!hasSystemd)
    throw new UsageError(
      '--install: this machine is not run by systemd. docs/watching.md tells how to leave it running elsewhere; --install FOLDER writes the unit for another machine',
    )
  if (!isRoot)
    throw new UsageError(
      `--install: only root may write to ${unitFolder}: use sudo, or name a folder to have it written there`,
    )
}

/** A service has a user of its own, who sees no home folder and no /tmp of others. */
function refuseHidden(program: readonly string[]): void {
  for (const path of program) {
    if (!/^\/[^$%"'\\]+$/.test(path) || /\p{Cc}/u.test(path))
      throw new UsageError(`--install: a unit cannot name ${JSON.stringify(path)}`)
    if (/\/_npx\//.test(path))
      throw new UsageError(
        `--install: ${path} is a copy that npx may throw away at any time. Install it for good: sudo npm install -g mailworthy`,
      )
    if (/^\/(home|root|run\/user|tmp|var\/tmp)\//.test(path))
      throw new UsageError(
        `--install: ${path} lies where a service cannot see it. Install Node for the whole machine, then: sudo npm install -g mailworthy`,
      )
  }
}

function refuseUnwritable(arg: string): void {
  if (/\p{Cc}/u.test(arg))
    throw new UsageError(`--install: ${visible(arg.split('=')[0] ?? '')} must be without control characters`)
}
