import type { World } from '../world.ts'
import type { Trouble } from './trouble.ts'
import { whenDone } from './when-done.ts'

/** Somebody pulls the cable out of the router: the machine at home has no carrier. */
export function cableOut(world: World): Trouble {
  return {
    begin: () => whenDone(world, 'router', 'ip link set lan1 nomaster\nip link set lan1 down'),
    // A port that joins a bridge before it has carrier loses the first ARP, and with it a whole second.
    end: () => whenDone(world, 'router', 'ip link set lan1 up\nip link set lan1 master br0'),
  }
}
