import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Took } from '../messages.ts'
import type { DaemonPlan, PlacePlan, Plan, Sysctl } from '../plan/plan.ts'
import type { Place } from '../spec.ts'
import { launch } from './program.ts'

/** Starts a daemon and resolves when it is up. */
type Start = (where: Place, daemon: DaemonPlan) => Promise<unknown>

/** Does what the plan says, and thinks nothing. */
export async function up(plan: Plan, start: Start): Promise<Pick<Took, 'network' | 'daemons'>> {
  const began = performance.now()
  for (const place of plan.places) {
    mkdirSync(`/etc/netns/${place.name}`)
    for (const file of place.files) {
      mkdirSync(dirname(file.path), { recursive: true })
      writeFileSync(file.path, file.text)
    }
  }
  await run('ground', ['ip', '-batch', '-'], lines(plan.cables))
  await Promise.all(plan.places.map((place) => run(place.name, ['sh', '-e'], script(place))))
  await Promise.all(
    plan.places
      .filter((place) => place.ipLast.length > 0)
      .map((place) => run('ground', ['ip', '-n', place.name, '-batch', '-'], lines(place.ipLast))),
  )
  const connected = performance.now()
  await Promise.all(plan.places.flatMap((place) => place.daemons.map((daemon) => start(place.name, daemon))))
  return { network: connected - began, daemons: performance.now() - connected }
}

/** One shell does the whole of a place: a program started in a namespace costs 10 ms. */
function script(place: PlacePlan): string {
  return lines([
    ...place.sysctls.map(write),
    heredoc('ip -batch -', lines(place.ip)),
    ...(place.nft === '' ? [] : [heredoc('nft -f -', place.nft)]),
  ])
}

function write({ path, values, optional }: Sysctl): string {
  const tries = values.map((value) => `{ echo '${value}' >"$f"; } 2>/dev/null`).join(' || ')
  const otherwise = optional ? 'true' : `{ echo "cannot set $f" >&2; exit 1; }`
  return `for f in /proc/sys/${path}; do ${tries} || ${otherwise}; done`
}

function heredoc(command: string, text: string): string {
  return `${command} <<'END-OF-LAB-TEXT'\n${text}END-OF-LAB-TEXT`
}

async function run(where: Place | 'ground', argv: readonly string[], input: string): Promise<void> {
  const { code, stdout, stderr } = await launch({ where, argv, input }).ended
  if (code !== 0) throw new Error(`${argv.join(' ')} in ${where} ended with ${code}\n${stdout}${stderr}\n${input}`)
}

function lines(list: readonly string[]): string {
  return list.map((line) => `${line}\n`).join('')
}
