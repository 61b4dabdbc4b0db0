import { readFileSync } from 'node:fs'
import type { ListeningAt } from '../plan/plan.ts'
import type { Ready } from '../messages.ts'
import { isListening, type SocketRow, socketTable } from '../socket-table.ts'
import type { Program } from './program.ts'

/** Generous: coturn takes up to 600 ms on an idle machine, and the tests share two cores. */
const readyWithinMs = 15_000
/** The first looks come as often as this, later ones after an eighth of the time that was already waited. */
const lookAgainMs = 10

/**
 * Waits until the program is up, without a packet and without starting anything: /proc/PID/net shows the sockets of the
 * namespace the process is in. Resolves to the line that was waited for, or to undefined.
 */
export async function untilReady(program: Program, ready: Ready): Promise<string | undefined> {
  let line: string | undefined
  if ('line' in ready) {
    const wanted = new RegExp(ready.line.source, ready.line.flags)
    program.onLine((said) => {
      if (wanted.test(said)) line = said
      return line !== undefined
    })
  }
  const up = (): boolean => ('line' in ready ? line !== undefined : holdsAll(program.pid, ready.sockets))
  const began = performance.now()
  while (!up()) {
    if (!program.running()) throw new Error(`ended before it was up\n${said(await program.ended)}`)
    const waited = performance.now() - began
    if (waited > readyWithinMs) {
      throw new Error(
        `was not up within ${readyWithinMs} ms\n${said({ stdout: program.stdout(), stderr: program.stderr() })}`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, Math.max(lookAgainMs, waited / 8)))
  }
  return line
}

function said(of: { readonly stdout: string; readonly stderr: string }): string {
  return `${of.stdout}${of.stderr}`.trim() || '(it said nothing)'
}

function holdsAll(pid: number, wanted: readonly ListeningAt[]): boolean {
  // Most hold both. To read what the whole machine has of TCP takes the kernel a millisecond, twenty times as long as UDP.
  return (['udp', 'tcp'] as const).every((proto) => {
    const those = wanted.filter((at) => at.proto === proto)
    if (those.length === 0) return true
    const rows = ([proto, `${proto}6`] as const).flatMap((table) => listening(pid, table))
    return those.every((at) => rows.some((row) => row.port === at.port && covers(row.address, at.address)))
  })
}

function covers(bound: string, wanted: string | undefined): boolean {
  return wanted === undefined || bound === wanted || bound === '::' || (bound === '0.0.0.0' && !wanted.includes(':'))
}

function listening(pid: number, table: 'tcp' | 'tcp6' | 'udp' | 'udp6'): SocketRow[] {
  try {
    const text = readFileSync(`/proc/${pid}/net/${table}`, 'latin1')
    return socketTable(table.startsWith('tcp') ? 'tcp' : 'udp', text).filter(isListening)
  } catch {
    // The process has just ended, or the kernel has no IPv6.
    return []
  }
}
