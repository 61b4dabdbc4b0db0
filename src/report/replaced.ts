/** A part of a text, and whether it has been replaced already: then no later pass looks at it. */
interface Piece {
  readonly text: string
  readonly done: boolean
}

/** Finds what is to be replaced in a text: places from left to right that do not overlap. */
export type Pass = (text: string) => readonly { readonly start: number; readonly end: number; readonly by: string }[]

/** The text after all passes; what one has put in, the next ones leave alone. */
export function replaced(text: string, passes: readonly Pass[]): string {
  let pieces: readonly Piece[] = [{ text, done: false }]
  for (const pass of passes)
    pieces = pieces.flatMap((piece) => (piece.done ? [piece] : cut(piece.text, pass(piece.text))))
  return pieces.map((piece) => piece.text).join('')
}

function cut(text: string, places: ReturnType<Pass>): readonly Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const { start, end, by } of places) {
    pieces.push({ text: text.slice(from, start), done: false }, { text: by, done: true })
    from = end
  }
  return [...pieces, { text: text.slice(from), done: false }].filter((piece) => piece.text !== '')
}
