/** `value`, if it is a whole number within these bounds; throws RangeError otherwise: that is a bug of the caller. */
export function wholeNumber(what: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${what} is to be a whole number from ${least} to ${most}: ${value}`)
  }
  return value
}

/** Never 0: to some routers that means every port, to others it is error 716. */
export function portNumber(port: number): number {
  return wholeNumber('a port', port, 1, 65_535)
}
