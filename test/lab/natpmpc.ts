/** What natpmpc, run by the machine at home, asks the router and hears. */
import { home } from './addresses.ts'
import type { World } from './world.ts'

/** What was heard: the address outside, and the port that was given where one was asked for. */
export interface NatPmpSight {
  readonly address?: string
  readonly mapped?: { readonly external: number; readonly internal: number; readonly leaseS: number }
  /** natpmpc's words in place of what failed. */
  readonly failed?: string
}

/** Asks for the router's address outside alone. */
export async function natPmpAddress(world: World): Promise<NatPmpSight> {
  return natpmpc(world, [])
}

/** Asks for a TCP port to lead to the machine that asks. A lease of 0 ends the mapping of that internal port. */
export async function natPmpMapped(
  world: World,
  external: number,
  internal: number,
  leaseS: number,
): Promise<NatPmpSight> {
  return natpmpc(world, ['-a', String(external), String(internal), 'tcp', String(leaseS)])
}

/** Reads what natpmpc prints. */
export function readNatPmp(text: string): NatPmpSight {
  const address = /^Public IP address : (\S+)$/m.exec(text)?.[1]
  // "liftime" is how it is written.
  const mapped = /^Mapped public port (\d+) protocol TCP to local port (\d+) liftime (\d+)$/m.exec(text)
  const failed = /^readnatpmpresponseorretry\(\) failed : (.+)$/m.exec(text)?.[1]
  return {
    ...(address === undefined ? {} : { address }),
    ...(mapped === null
      ? {}
      : { mapped: { external: Number(mapped[1]), internal: Number(mapped[2]), leaseS: Number(mapped[3]) } }),
    ...(failed === undefined ? {} : { failed }),
  }
}

async function natpmpc(world: World, argv: readonly string[]): Promise<NatPmpSight> {
  const { stdout, stderr } = await world.exec('home', ['natpmpc', '-g', home.router, ...argv])
  return readNatPmp(stdout + stderr)
}
