import { readFileSync } from 'node:fs'
import type { ListeningAt } from '../plan/plan.ts'
import type { Ready } from '../messages.ts'
import { isListening, type SocketRow, socketTable } from '../socket-table.ts'
import type { Program } from './program.ts'

/** Generous: coturn takes up to 600 ms on an idle machine, and the tests share two cores. */
const readyWithinMs = 15_000
/** Reading four small files of /proc. */
const lookEveryMs = 10

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
  const deadline = performance.now() + readyWithinMs
  while (!up()) {
    if (!program.running()) throw new Error(`ended before it was up\n${said(await program.ended)}`)
    if (performance.now() > deadline) {
      throw new Error(
        `was not up within ${readyWithinMs} ms\n${said({ stdout: program.stdout(), stderr: program.stderr() })}`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
  return line
}

function said(of: { readonly stdout: string; readonly stderr: string }): string {
  return `${of.stdout}${of.stderr}`.trim() || '(it said nothing)'
}

function holdsAll(pid: number, wanted: readonly ListeningAt[]): boolean {
  const rows = (['tcp', 'tcp6', 'udp', 'udp6'] as const).flatMap((table) => listening(pid, table))
  return wanted.every((at) =>
    rows.some((row) => row.proto === at.proto && row.port === at.port && covers(row.address, at.address)),
  )
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
