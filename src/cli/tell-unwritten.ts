import { bugExit } from '../core/ability.ts'

/** BSD's `EX_IOERR` (sysexits(3)). */
const unwrittenExit = 74

const why: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left there',
  EDQUOT: 'the space that this user may take is used up',
  EFBIG: 'the file may not grow any further',
  EIO: 'the disk has a fault',
}

/**
 * Listens for what is printed and cannot be written. That is no bug of ours, and no reason to stop in the middle (a port open on
 * the router, a history without its end): it is said once, the work goes on to its end, and the exit code tells.
 */
export function tellUnwritten(name: string, program: NodeJS.Process): void {
  const { stdout, stderr } = program
  let isTold = false
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads us (`| head`) may stop whenever it likes, and a terminal may be closed.
    if (error.code === 'EPIPE' || (error.code === 'EIO' && stdout.isTTY)) return
    if (error.syscall === undefined) throw error
    if (isTold) return
    isTold = true
    stderr.write(`${name}: what it prints could not be written: ${why[error.code ?? ''] ?? error.message}.\n`)
    program.once('exit', (code) => {
      if (code !== bugExit) program.exitCode = unwrittenExit
    })
  })
  stderr.on('error', (error: NodeJS.ErrnoException) => {
    // There is no other place to say it.
    if (error.syscall === undefined) throw error
  })
}
