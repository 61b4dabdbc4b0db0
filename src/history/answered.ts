import type { WayQuality } from './record.ts'

/** Whether somebody on the internet answered over the family: so the line has it. */
export function answered({ to, asked, lost }: WayQuality): boolean {
  return to === 'far' && lost < asked
}
