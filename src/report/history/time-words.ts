import type { Calendar } from './calendar.ts'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** How times of a history are told: the year only where it is not the one in which it is read. */
export interface TimeWords {
  /** `Mon 23 Nov` */
  day(ms: number): string
  /** `04:02`, with seconds `04:02:13`. */
  clock(ms: number, seconds?: boolean): string
  /** `Mon 23 Nov 04:02` */
  moment(iso: string, seconds?: boolean): string
  /** `Nov 2026` */
  month(ms: number): string
}

export function timeWords(calendar: Calendar, now: string): TimeWords {
  const thisYear = calendar.on(Date.parse(now)).year
  const day = (ms: number) => {
    const { year, month, day: date, weekday } = calendar.on(ms)
    const told = `${weekdays[weekday]} ${String(date).padStart(2)} ${months[month - 1]}`
    return year === thisYear ? told : `${told} ${year}`
  }
  const clock = (ms: number, seconds = false) => {
    const { hour, minute, second } = calendar.on(ms)
    return (seconds ? [hour, minute, second] : [hour, minute]).map((each) => String(each).padStart(2, '0')).join(':')
  }
  return {
    day,
    clock,
    moment: (iso, seconds) => `${day(Date.parse(iso))} ${clock(Date.parse(iso), seconds)}`,
    month: (ms) => {
      const { year, month } = calendar.on(ms)
      return `${months[month - 1]} ${year}`
    },
  }
}
