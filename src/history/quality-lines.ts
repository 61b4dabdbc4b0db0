import { KeptQuality, wayColumns, wayEnds, wayFamilies } from './kept-quality.ts'
import { duration } from './read-fields.ts'
import type { Quality } from './record.ts'

const head = '{"v":1,"kind":"quality","at":"'
const from = '","from":"'
const looks = '","looks":'
const ways = ',"ways":['
const end = ']}'
/** What a row begins with, in the order of its number in a table. */
const rows = wayEnds.flatMap((to) => wayFamilies.map((family) => `["${to}","${family}",`))
const timeLength = '2026-11-24T02:00:00.000Z'.length
/** So many digits are a number without rounding, and so is the power of ten by which it is divided. */
const mostDigits = 15
const [zero, nine, dot] = ['0', '9', '.'].map((each) => each.charCodeAt(0)) as [number, number, number]
/** Of ways: a year has thirty times as many. */
const tableRows = 1_500

/**
 * Reads qualities, which are nearly all of a log, straight from the text of a line into a table: a quarter of the time that
 * `decodeRecord` takes, for nothing is made on the way. It knows the one form in which `encodeRecord` writes them; whatever is not
 * exactly so, right or wrong, is for `decodeRecord` to read.
 */
export class QualityLines {
  #text = ''
  #at = 0
  #table = new Float64Array(0)
  /** Of the table. */
  #used = 0
  #last = ''

  /** The line is in `text`, from `begin` to `end`. */
  read(text: string, begin: number, lineEnd: number): Quality | undefined {
    if (!text.startsWith(head, begin)) return undefined
    this.#text = text
    this.#at = begin + head.length
    const at = this.#time()
    if (at === undefined || !this.#skip(from)) return undefined
    const since = this.#time()
    if (since === undefined || !this.#skip(looks)) return undefined
    const count = this.#count()
    if (count === undefined || !this.#skip(ways)) return undefined
    const used = this.#ways()
    if (used === undefined || !this.#skip(end) || this.#at !== lineEnd) return undefined
    const quality = new KeptQuality({ at, from: since, looks: count }, this.#table, this.#used, used)
    this.#used = used
    this.#last = at
    return quality
  }

  #skip(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }

  /** A time as `toISOString` writes it. A string of its own: a part of the text would keep all of it in memory. */
  #time(): string | undefined {
    const at = this.#at
    this.#at += timeLength
    // An hour begins when the one before ended.
    if (this.#last !== '' && this.#text.startsWith(this.#last, at)) return this.#last
    const ms = Date.parse(this.#text.slice(at, this.#at))
    if (Number.isNaN(ms)) return undefined
    const time = new Date(ms).toISOString()
    return this.#text.startsWith(time, at) ? time : undefined
  }

  /** The rows of the ways, written behind what is used of the table. Gives where they end. */
  #ways(): number | undefined {
    if (this.#used + rows.length * wayColumns > this.#table.length) {
      this.#table = new Float64Array(tableRows * wayColumns)
      this.#used = 0
    }
    const last = this.#used + rows.length * wayColumns
    for (let row = this.#used; row < last; row += wayColumns) {
      if (!this.#way(row)) return undefined
      if (!this.#skip(',')) return row + wayColumns
    }
    return undefined
  }

  #way(row: number): boolean {
    let way = 0
    while (way < rows.length && !this.#skip(rows[way] ?? '')) way += 1
    const asked = this.#count()
    const lost = this.#skip(',') ? this.#count() : undefined
    if (way === rows.length || asked === undefined || lost === undefined || lost > asked) return false
    this.#table[row] = way
    this.#table[row + 1] = asked
    this.#table[row + 2] = lost
    // Of a way on which nothing came back there are no times.
    if (this.#skip(']')) return this.#times(row, Number.NaN, Number.NaN, Number.NaN)
    const median = this.#skip(',') ? duration(this.#number()) : undefined
    const p95 = this.#skip(',') ? duration(this.#number()) : undefined
    const jitter = this.#skip(',') ? duration(this.#number()) : undefined
    if (median === undefined || p95 === undefined || jitter === undefined) return false
    return this.#skip(']') && this.#times(row, median, p95, jitter)
  }

  #times(row: number, median: number, p95: number, jitter: number): true {
    this.#table[row + 3] = median
    this.#table[row + 4] = p95
    this.#table[row + 5] = jitter
    return true
  }

  #count(): number | undefined {
    const value = this.#number()
    return Number.isInteger(value) ? value : undefined
  }

  /** A number as JSON has it, without sign and exponent. NaN where it is none, or too long to be read exactly here. */
  #number(): number {
    const begin = this.#at
    let value = 0
    let scale = 0
    let code = this.#text.charCodeAt(this.#at)
    while ((code >= zero && code <= nine) || (code === dot && scale === 0)) {
      if (code === dot) scale = 1
      else {
        value = value * 10 + code - zero
        scale *= 10
      }
      this.#at += 1
      code = this.#text.charCodeAt(this.#at)
    }
    const length = this.#at - begin
    const isPlain = length > 0 && length <= mostDigits && scale !== 1 && this.#text.charCodeAt(begin) !== dot
    const leadsWithZero =
      length > 1 && this.#text.charCodeAt(begin) === zero && this.#text.charCodeAt(begin + 1) !== dot
    if (!isPlain || leadsWithZero) return Number.NaN
    return scale === 0 ? value : value / scale
  }
}
