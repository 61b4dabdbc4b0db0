import { home, mailPorts } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import { greeter } from './greeter.ts'
import { addresses, commonSysctls } from './ground.ts'
import type { PlacePlan, Programs } from './plan.ts'

/** Another machine at home, beside the one under test. It has no way out of its own. */
export function neighbourPlan({ neighbour }: WorldSpec, programs: Programs): PlacePlan {
  return {
    name: 'home2',
    sysctls: commonSysctls,
    ip: [
      'link set lo up',
      'link set eth0 up',
      ...addresses('eth0', [`${home.neighbour}/24`]),
      `route add default via ${home.router}`,
    ],
    ipLast: [],
    nft: neighbour === 'silent' ? silence : '',
    files: [],
    daemons: neighbour === 'mail' ? [greeter('neighbour', programs, [home.neighbour], mailPorts)] : [],
  }
}

/** Whether there is one. Answers that go astray go there, where nobody passes them on. */
export function hasNeighbour({ v4, neighbour, replies }: WorldSpec): boolean {
  return v4 !== 'direct' && (neighbour !== undefined || replies === 'astray')
}

const silence = `table inet silence {
  chain input {
    type filter hook input priority 0; policy drop;
  }
}
`
