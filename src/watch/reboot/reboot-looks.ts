import type { Look } from '../look.ts'

/** The line as others see it, and what of it must be kept over a restart of the router. */
export interface AsItIs {
  readonly v4?: string
  readonly v6Prefix?: string
  /** What the router has outside, by its own word. */
  readonly router?: string
}

type Asked = Pick<Look, 'link' | 'sightings'>

/** Whether the router is known to answer, so that its silence says something. */
export function hearsRouter({ sightings }: Asked): boolean {
  return sightings.some(({ of, failure }) => of === 'gateway' && failure === undefined)
}

/** Whether somebody on the internet answers. */
export function isUp({ sightings }: Asked): boolean {
  return sightings.some(({ of, failure }) => of === 'far' && failure === undefined)
}

/** Whether the cable is dead, or nobody answers of those who were asked. */
export function isSilent({ link, sightings }: Asked): boolean {
  if (link === 'no-carrier' || link === 'off' || link === 'no-route') return true
  return sightings.length > 0 && sightings.every(({ failure }) => failure !== undefined)
}

/** What a look saw of the addresses; what it did not look for is absent. */
export function addressesIn({ addresses }: Pick<Look, 'addresses'>): AsItIs {
  const found = (what: Look['addresses'][number]['what'], family: 'v4' | 'v6') =>
    addresses.findLast((each) => each.what === what && each.family === family)?.address
  const [v4, v6Prefix, router] = [found('public', 'v4'), found('prefix', 'v6'), found('router', 'v4')]
  return {
    ...(v4 !== undefined && { v4 }),
    ...(v6Prefix !== undefined && { v6Prefix }),
    ...(router !== undefined && { router }),
  }
}

/** Whether everything that was known before is known again. */
export function isKnownAgain(before: AsItIs, after: AsItIs): boolean {
  return (
    (before.v4 === undefined || after.v4 !== undefined) &&
    (before.v6Prefix === undefined || after.v6Prefix !== undefined) &&
    (before.router === undefined || after.router !== undefined)
  )
}
