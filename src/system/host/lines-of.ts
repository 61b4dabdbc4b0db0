/** A table of sockets on a busy server has some ten thousand rows; beyond that it is not read to its end. */
const mostLines = 50_000

/** No row of any table read here comes near; a longer line is not one of its rows. */
const longestLine = 1_024

/** The lines of a tool's or the kernel's table, bounded in number; overlong ones are left out. */
export function linesOf(text: string): string[] {
  return text.split(/\r?\n/, mostLines).filter((line) => line.length > 0 && line.length <= longestLine)
}
