import type { Listening, RunningProbe, SelfTest } from '../../../probe-server/main.ts'
import { failures } from '../../core/failure.ts'
import { mailPorts } from '../../wire/mail-port.ts'
import { writeProbeAddress } from '../../wire/probe-address.ts'

type Greeted = Pick<RunningProbe, 'listening' | 'probeAddresses' | 'pins'>

/** What a probe says once it stands: the line to paste at home. */
export function greeting({ listening, probeAddresses, pins }: Greeted, version: string): string {
  const open = listening.filter(({ failure }) => failure === undefined)
  const ports = mailPorts.filter((port) => open.some(({ what }) => what === port))
  return [
    `mailworthy-probe ${version} is ready on the mail ports ${ports.join(', ') || '(none)'}.`,
    'At home, run:',
    '',
    ...pasteLines(probeAddresses, open, pins),
    '',
  ].join('\n')
}

function pasteLines(
  addresses: readonly string[],
  open: readonly Listening[],
  pins: readonly string[],
): readonly string[] {
  if (addresses.length > 0) return addresses.map((address) => `  mailworthy check --probe ${address}`)
  const port = open.find(({ what }) => what === 'api')?.at.port ?? 0
  return [
    `  mailworthy check --probe ${writeProbeAddress('ADDRESS', port, pins)}`,
    '',
    'This machine has no public address of its own: put the one that others reach it under in place of ADDRESS.',
  ]
}

/** A sentence for each address and reason for which ports stay closed. */
export function closedPorts(listening: readonly Listening[]): readonly string[] {
  const closed = new Map<string, number[]>()
  for (const { at, failure } of listening) {
    if (failure === undefined) continue
    const why = `on ${at.address}: ${failures[failure]}`
    closed.set(why, [...(closed.get(why) ?? []), at.port])
  }
  return [...closed].map(([why, ports]) => `Could not open port ${ports.join(', ')} ${why}.`)
}

/** What `--check` found, port by port. */
export function selfTestText({ listening, egress, probeAddresses }: SelfTest): string {
  const rows = mailPorts.map((port) => {
    const listens = listening.some(({ what, failure }) => what === port && failure === undefined)
    const out = (['v4', 'v6'] as const).map((family) => {
      const state = egress[`${port}`]?.[family]?.state ?? 'untested'
      return `${{ v4: 'IPv4', v6: 'IPv6' }[family]} ${{ open: 'gets out', closed: 'does not get out', untested: 'not tried' }[state]}`
    })
    return `  ${String(port).padStart(5)}  ${listens ? 'listens' : 'CANNOT LISTEN'}, ${out.join(', ')}`
  })
  const api = listening.some(({ what, failure }) => what === 'api' && failure === undefined)
  return `${[
    ...closedPorts(listening),
    `The API ${api ? 'listens' : 'CANNOT LISTEN'}.`,
    ...rows,
    ...(probeAddresses.length === 0 ? ['This machine has no public address of its own.'] : []),
  ].join('\n')}\n`
}
