/** The port that a probe's web interface listens on. */
export function webPort({ url }: { readonly url: string }): number {
  return Number(new URL(url).port || 443)
}
