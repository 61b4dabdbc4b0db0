/** The marks of a history, for a terminal that knows Unicode and for one that does not. */
export interface Glyphs {
  readonly up: string
  readonly partly: string
  readonly unwatched: string
  readonly dash: string
  readonly within: string
  readonly arrow: string
}

export function glyphs(unicode: boolean): Glyphs {
  return unicode
    ? { up: '━', partly: '╌', unwatched: '·', dash: '–', within: '±', arrow: '→' }
    : { up: '=', partly: '-', unwatched: '.', dash: '-', within: '+/-', arrow: '->' }
}
