/** The labels of a name as `readName` gives it, the root having none: a dot within a label is escaped and parts nothing. */
export function labelsOf(name: string): readonly string[] {
  return name.match(/(?:\\.|[^.\\])+/g) ?? []
}
