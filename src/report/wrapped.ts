/** Nobody reads longer lines with pleasure. */
const widest = 100
/** Narrower, and there would be more indentation than text. */
const narrowest = 24

/** Not a no-break space: French has one before a colon, and between « these ». */
const breakable = /[^\S\u00a0\u202f]+/

export interface Indents {
  /** Before the first line. */
  readonly first?: string
  /** Before the others. */
  readonly rest?: string
  /** How wide `first` looks, where it holds colours. */
  readonly firstWidth?: number
}

/** The text in lines of at most `width` characters. What is longer than a line, such as an address, is not cut. */
export function wrapped(text: string, width: number, { first = '', rest = '', firstWidth }: Indents = {}): string {
  const room = Math.min(Math.max(width, narrowest), widest)
  const lines: string[] = []
  let line = first
  let used = firstWidth ?? first.length
  let empty = true
  for (const word of text.split(breakable).filter((each) => each !== '')) {
    const length = [...word].length
    if (!empty && used + 1 + length > room) {
      lines.push(line)
      line = rest
      used = rest.length
      empty = true
    }
    line += empty ? word : ` ${word}`
    used += empty ? length : 1 + length
    empty = false
  }
  return [...lines, line].join('\n')
}
