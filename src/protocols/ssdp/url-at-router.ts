/** Longer paths are refused, not cut: a path that is cut leads elsewhere. Real ones have up to 70 characters. */
const maxPathChars = 120

/**
 * The path of a URL that a router named, at the router itself: `address` (a zone is left out) and `port`, in the clear.
 *
 * Routers announce names, their address outside, or somebody else's. Whatever they say, nobody but the router is
 * contacted. Undefined where it is no URL of HTTP, or is too long.
 */
export function urlAtRouter(named: URL, address: string, port: number): string | undefined {
  const path = `${named.pathname}${named.search}`
  if (!/^https?:$/.test(named.protocol) || path.length > maxPathChars || port === 0) return undefined
  const bare = address.replace(/%.*$/, '')
  return new URL(`http://${bare.includes(':') ? `[${bare}]` : bare}:${port}${path}`).href
}

/** The port that a URL of HTTP means. */
export function portOf(url: URL): number {
  return url.port === '' ? 80 : Number(url.port)
}
