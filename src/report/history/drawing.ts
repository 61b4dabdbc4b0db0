import type { OutagePlace } from '../../core/past.ts'
import { type Cell, cells, type Seen, shared, shortShare } from './cells.ts'
import { durationWords } from './duration-words.ts'
import { placeWords } from './place-words.ts'
import type { Layout } from './rows.ts'
import type { Telling } from './telling.ts'

/** Wider rows than that are not compared at a glance. */
const widest = 120
const gap = '  '

/** The time that was watched as rows of marks, with a ruler above and, below, what the marks mean that are there. */
export function drawing({ rows, choices, ruler, unit }: Layout, seen: Seen, telling: Telling): readonly string[] {
  const notes = rows.map((row) => {
    const down = seen.outages.reduce((sum, outage) => sum + shared(outage, row), 0)
    return down > 0 ? durationWords(down) : ''
  })
  const labels = Math.max(...rows.map(({ label }) => label.length))
  const room = Math.min(telling.width, widest) - labels - gap.length
  const noteRoom = gap.length + Math.max(0, ...notes.map((note) => note.length))
  const count = choices.find((each) => each + noteRoom <= room) ?? choices.at(-1) ?? 1
  const drawn = rows.map((row) => cells(row, Math.round(count * row.share), seen))
  const { style } = telling
  return [
    style.faint(`${' '.repeat(labels)}${gap}${rulerText(ruler, count)}`),
    ...rows.map(({ label }, at) => {
      const marks = (drawn[at] ?? []).map((each) => painted(each, telling)).join('')
      const missing = ' '.repeat(count - (drawn[at]?.length ?? 0))
      const note = notes[at] === '' ? '' : `${missing}${gap}${style.faint(notes[at] ?? '')}`
      return `${label.padStart(labels)}${gap}${marks}${note}`.trimEnd()
    }),
    ...legend(drawn.flat(), durationWords(unitMs[unit] / count), telling),
  ]
}

const dayMs = 86_400_000
const unitMs = { day: dayMs, week: 7 * dayMs, month: 31 * dayMs }

function rulerText(ruler: Layout['ruler'], count: number): string {
  let text = ''
  for (const [share, label] of ruler) {
    const at = Math.round(share * count)
    if (at > text.length || text === '') text = text.padEnd(at) + label
  }
  return text
}

const plain = ['up', 'partly', 'unwatched'] as const
const means = { up: 'up', partly: 'up, watched in part', unwatched: 'nobody watched' }

/** What the marks mean that are there. */
function legend(drawn: readonly Cell[], each: string, telling: Telling): readonly string[] {
  const interrupted = drawn.filter((cell) => typeof cell !== 'string')
  const places = (Object.keys(placeWords) as readonly OutagePlace[]).filter((place) =>
    interrupted.some((cell) => cell.place === place),
  )
  const small = interrupted.some(({ short }) => short) ? [`a small letter: less than ${shortShare * 100} % of it`] : []
  const used = plain.filter((kind) => drawn.includes(kind)).map((kind) => `${painted(kind, telling)} ${means[kind]}`)
  return [
    [`a mark is ${each}`, ...used, ...small].join(gap),
    ...places.map((place) => `${painted({ place, short: false }, telling)} ${placeWords[place].means}`),
  ]
}

function painted(cell: Cell, { style, glyphs }: Telling): string {
  if (cell === 'outside') return ' '
  if (cell === 'unwatched') return style.faint(glyphs.unwatched)
  if (cell === 'up' || cell === 'partly') return style.good(glyphs[cell])
  const { letter } = placeWords[cell.place]
  // What lies at home is in one's own hands; the rest is not.
  const atHome = ['machine', 'home', 'router'].includes(cell.place)
  return (atHome ? style.care : style.bad)(cell.short ? letter.toLowerCase() : letter)
}
