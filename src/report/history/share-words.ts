const decimals = 2

/** `99.93 %`. Rounded down: what was not whole is never told as `100 %`. */
export function shareWords(share: number): string {
  if (share >= 1) return '100 %'
  const scale = 10 ** decimals
  // A share that has just these decimals is often a hair below them in binary.
  const hair = 1e-9
  return `${(Math.floor(Math.max(0, share) * 100 * scale + hair) / scale).toFixed(decimals)} %`
}

/** `0.2 %` of so many that were lost: what was lost is never told as `0 %`. */
export function lossWords(lost: number, asked: number): string {
  if (lost === 0 || asked === 0) return '0 %'
  const percent = (100 * lost) / asked
  const [least, told] = [0.01, percent < 1 ? percent.toFixed(2) : percent.toFixed(1)]
  return percent < least ? `under ${least} %` : `${told.replace(/\.?0+$/, '')} %`
}
