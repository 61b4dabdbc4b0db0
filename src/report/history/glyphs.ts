/** The marks of a history, for a terminal that knows Unicode and for one that does not. */
export interface Glyphs {
  readonly up: string
  readonly partly: string
  readonly unwatched: string
  readonly within: string
  readonly arrow: string
  /** What a line can do, as in a report. */
  readonly yes: string
  readonly no: string
  /** One character, before a sentence. */
  readonly good: string
  readonly bad: string
}

export function glyphs(unicode: boolean): Glyphs {
  return unicode
    ? { up: '━', partly: '╌', unwatched: '·', within: '±', arrow: '→', yes: '✔', no: '✖', good: '✔', bad: '✖' }
    : { up: '=', partly: '-', unwatched: '.', within: '+/-', arrow: '->', yes: 'yes', no: 'no', good: '+', bad: 'x' }
}
