import type { Expected } from '../../../src/checks/expected.ts'

type In<Check extends keyof Expected> = Exclude<Expected[Check], 'moot' | 'blind'>

/** What is said of the router's three languages, in the order UPnP, NAT-PMP, PCP. */
export function routerSaid(
  upnp: In<'router.upnp'>,
  natpmp: In<'router.natpmp'>,
  pcp: In<'router.pcp'>,
): Pick<Expected, 'router.upnp' | 'router.natpmp' | 'router.pcp'> {
  return { 'router.upnp': upnp, 'router.natpmp': natpmp, 'router.pcp': pcp }
}

/** It may be asked to open ports. */
export const allowed = ['--allow-router'] as const
