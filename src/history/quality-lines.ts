import { KeptQuality, wayColumns, wayEnds, wayFamilies } from './kept-quality.ts'
import { count, duration, time } from './read-fields.ts'
import { readJsonLine } from './read-json-line.ts'
import { type Quality, recordVersion } from './record.ts'

const head = '{"v":1,"kind":"quality",'
/** Gateway, hop and far, over two families. */
const mostWays = wayEnds.length * wayFamilies.length
/** Of a row as it is written (`way-row.ts`): whole, and of a way on which nothing came back, which has no times. */
const rowColumns = 7
const silentColumns = 4
/** Of ways: a year has thirty times as many. */
const tableRows = 1_500

/**
 * Reads qualities, which are nearly all of a log, into a table, with nothing made for each way. It knows the form in which
 * `encodeRecord` writes them; whatever is not so, right or wrong, is for `decodeRecord` to read.
 */
export class QualityLines {
  #table = new Float64Array(0)
  /** Of the table. */
  #used = 0

  read(line: string): Quality | undefined {
    if (!line.startsWith(head)) return undefined
    const value = readJsonLine(line, recordVersion)
    if (typeof value === 'string' || value['kind'] !== 'quality') return undefined
    const [at, from, looks] = [time(value['at']), time(value['from']), count(value['looks'])]
    const ways = value['ways']
    if (at === undefined || from === undefined || looks === undefined || !Array.isArray(ways)) return undefined
    if (ways.length > mostWays) return undefined
    const begin = this.#begin()
    let end = begin
    for (const way of ways) {
      if (!this.#way(way, end)) return undefined
      end += wayColumns
    }
    this.#used = end
    return new KeptQuality({ at, from, looks }, this.#table, begin, end)
  }

  /** Where there is room for as many ways as there may be. */
  #begin(): number {
    if (this.#used + mostWays * wayColumns > this.#table.length) {
      this.#table = new Float64Array(tableRows * wayColumns)
      this.#used = 0
    }
    return this.#used
  }

  /** A row into the table, where it is one. */
  #way(row: unknown, at: number): boolean {
    if (!Array.isArray(row) || (row.length !== silentColumns && row.length !== rowColumns)) return false
    const [to, family] = [wayEnds.indexOf(row[0]), wayFamilies.indexOf(row[1])]
    const [asked, lost] = [count(row[2]), count(row[3])]
    if (to < 0 || family < 0 || asked === undefined || lost === undefined || lost > asked) return false
    this.#table[at] = to * wayFamilies.length + family
    this.#table[at + 1] = asked
    this.#table[at + 2] = lost
    for (let column = silentColumns; column < rowColumns; column += 1) {
      const ms = row.length === silentColumns ? Number.NaN : duration(row[column])
      if (ms === undefined) return false
      this.#table[at + column - 1] = ms
    }
    return true
  }
}
