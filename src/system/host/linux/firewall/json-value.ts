/** Names of nft are at most 255 bytes (NFT_NAME_MAXLEN is 256). */
const longestName = 255

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A name; undefined for what is none. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.length > 0 && value.length <= longestName ? value : undefined
}

export function numeric(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined
}

/** The one key of an object that is a word of nft with its content: `{"accept": null}`. */
export function only(value: unknown): readonly [string, unknown] | undefined {
  if (!isRecord(value)) return undefined
  const [entry, ...more] = Object.entries(value)
  return more.length === 0 ? entry : undefined
}
