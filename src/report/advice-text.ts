import type { Advice } from './advice.ts'
import { sourceLabel, wholeSource } from './source-label.ts'
import type { Style } from './style.ts'
import { wrapped } from './wrapped.ts'

export interface AdviceTextOptions {
  readonly style: Style
  readonly width: number
  readonly verbose: boolean
}

/** What is told beside a finding is read in passing or not at all: three lines of a usual terminal. */
const roomInLines = 3
const usualWidth = 80
const indents = { first: '  · ', rest: '    ' }
const hardBlank = '\u00a0'

/**
 * What is known of the provider in this matter: as much as fits into three lines, with who says so in small print; or,
 * verbose, all of it, with where to look it up.
 */
export function adviceText(advice: readonly Advice[], options: AdviceTextOptions): readonly string[] {
  const { style, width, verbose } = options
  if (verbose) {
    return advice.flatMap(({ says, sources }) => [
      wrapped(says, width, indents),
      ...sources.map((source) => style.faint(`    ${wholeSource(source)}`)),
    ])
  }
  const firsts = advice.filter(({ provider }, at) => advice.findIndex((each) => each.provider === provider) === at)
  const room = Math.ceil((roomInLines * usualWidth) / Math.min(width, usualWidth))
  const shown = firsts.length > 1 ? eachOf(firsts, room, width) : firsts.map((only) => shortened(only, room, width))
  // What else is known, where it fits as it is.
  for (const other of advice.filter((each) => !firsts.includes(each))) {
    const text = laidOut(other.says, other, width)
    if (linesIn(...shown, text) <= room) shown.push(text)
  }
  return shown.map((text) => smallPrint(text, style))
}

/** Several brands, none of whom is left out: those that take the fewest lines are told, the others named. */
function eachOf(advice: readonly Advice[], room: number, width: number): string[] {
  const shown = advice.map(({ provider }) => wrapped(`If your provider is ${provider}: see --verbose.`, width, indents))
  const told = advice.map((each) => laidOut(sentencesOf(each)[0] ?? '', each, width))
  const shortestFirst = [...advice.keys()].sort((one, other) => linesIn(told[one] ?? '') - linesIn(told[other] ?? ''))
  for (const at of shortestFirst) {
    const longer = shown.with(at, told[at] ?? '')
    if (linesIn(...longer) <= room) shown.splice(0, shown.length, ...longer)
  }
  return shown
}

/** As many whole sentences as fit, else as many words. */
function shortened(advice: Advice, room: number, width: number): string {
  let text = ''
  for (const says of shorterAndShorter(sentencesOf(advice))) {
    text = laidOut(says, advice, width)
    if (linesIn(text) <= room) break
  }
  return text
}

function* shorterAndShorter(sentences: readonly string[]): Generator<string> {
  for (let count = sentences.length; count > 0; count--) yield sentences.slice(0, count).join(' ')
  const words = (sentences[0] ?? '').split(' ')
  for (let count = words.length - 1; count > 0; count--) yield `${words.slice(0, count).join(' ')} …`
}

function sentencesOf({ says }: Advice): readonly string[] {
  return says.split(/(?<=[.]) (?=["“A-ZÀ-Þ])/)
}

function laidOut(says: string, { sources }: Advice, width: number): string {
  // One word to whoever breaks the lines, so that it can be found again.
  const label = `(${sourceLabel(sources)})`.replaceAll(' ', hardBlank)
  return wrapped(`${says} ${label}`, width, indents)
}

function smallPrint(text: string, style: Style): string {
  return text.replace(/\(\S*\u00a0[^()]*\)/, (label) => style.faint(label.replaceAll(hardBlank, ' ')))
}

function linesIn(...texts: readonly string[]): number {
  return texts.join('\n').split('\n').length
}
