import type { World } from '../world.ts'

/** What a process has cost so far, with all the processes that it started and that have ended. */
export interface ProcessCost {
  readonly cpuMs: number
  /** Resident at the moment, and at most. 1 MB is 1024 kB, as top counts. */
  readonly rssMb: number
  readonly peakMb: number
}

/** `getconf CLK_TCK` of every Linux that Node runs on: /proc counts processor time in hundredths of a second. */
const tickMs = 10

/** Of a process at home, by its number within the world. */
export async function processCost(world: World, pid: number): Promise<ProcessCost> {
  const { code, stdout, stderr } = await world.exec('home', ['cat', `/proc/${pid}/stat`, `/proc/${pid}/status`])
  if (code !== 0) throw new Error(`process ${pid} cannot be measured: ${stderr}`)
  // proc(5): its name stands in brackets and may hold anything; utime, stime, cutime and cstime are fields 14 to 17.
  const ticks = /^\d+ \(.*\) (.+)$/m.exec(stdout)?.[1]?.split(' ').slice(11, 15).map(Number) ?? []
  const size = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(stdout)?.[1]) / 1024
  return {
    cpuMs: ticks.reduce((sum, each) => sum + each, 0) * tickMs,
    rssMb: size('VmRSS'),
    peakMb: size('VmHWM'),
  }
}
