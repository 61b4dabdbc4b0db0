/** Enough to recognise what a router says; a hostile one could fill a report. */
const maxChars = 120

/** Text of a router's, cut to what may enter a result. Otherwise as it came: it is made visible when it is printed. */
export function boundedText(text: string): string {
  // A pair of code units is kept whole or left out.
  return text.slice(0, maxChars).replace(/[\uD800-\uDBFF]$/, '')
}
