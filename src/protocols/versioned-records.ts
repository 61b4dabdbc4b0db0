/** Which of a name's TXT records are of a kind that begins with its version (`v=STSv1;`). */
export interface VersionedRecords {
  /** Those that begin with it, to the letter. Two are none: senders then act as if there were no record at all. */
  readonly meant: readonly string[]
  /** Where there are none: the first that is nearly one (a blank, another case, a quote too many). */
  readonly nearly?: string
}

/** Picks the records of a kind, as RFC 8461 §3.1 and RFC 8460 §3 have it: the others are discarded. */
export function versionedRecords(texts: readonly string[], version: string): VersionedRecords {
  const meant = texts.filter((text) => text.startsWith(`${version};`))
  if (meant.length > 0) return { meant }
  const nearly = texts.find((text) => bare(text).startsWith(bare(version)))
  return nearly === undefined ? { meant } : { meant, nearly }
}

/** TXT records are longer than any that is meant only by mistake; what tells their kind is at the beginning. */
const beginning = 64

function bare(text: string): string {
  return text
    .slice(0, beginning)
    .replaceAll(/[\s"']/g, '')
    .toLowerCase()
}
