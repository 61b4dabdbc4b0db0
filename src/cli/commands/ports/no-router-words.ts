import { failures } from '../../../core/failure.ts'
import type { Family } from '../../../core/line.ts'
import type { RouterFound } from './find-router.ts'
import type { Told } from './told.ts'

const called = { v4: 'IPv4', v6: 'IPv6' } as const

/** Why there is no router to be asked, and what to do instead. */
export function noRouterWords(found: Exclude<RouterFound, { kind: 'found' }>, family: Family): Told {
  switch (found.kind) {
    case 'not-told':
      return open(
        `This machine does not tell by which router its traffic leaves: ${failures[found.failure]}.`,
        'Forward the ports by hand, in the pages of the router.',
      )
    case 'no-route': {
      const says =
        found.chosen === undefined
          ? `This machine has no way out over ${called[family]} right now: no default route.`
          : `No default route over ${called[family]} leaves by ${found.chosen}.`
      if (found.other && family === 'v4')
        return open(says, 'Over IPv6 there is one: --v6 opens holes in the IPv6 firewall of the router.')
      if (found.other) return open(says, 'Over IPv4 there is one: leave --v6 out.')
      return found.chosen === undefined
        ? open(says, 'Connect it to the router, see that it gets an address, and try again.')
        : open(says, 'Name another interface, or leave --interface out; "ip route" lists the ways out.')
    }
    case 'tunnel':
      return open(
        `Traffic leaves through a tunnel (${found.interface}), and at its other end is no router of yours.`,
        'Switch the VPN off, or name the interface of the line itself, such as --interface eth0.',
      )
    case 'on-link':
      return found.publicAddress === undefined
        ? open(
            `Traffic leaves by ${found.interface} directly, and no router is there to be asked.`,
            '"mailworthy check" tells where the public address of this line is: ports are opened there.',
          )
        : ownAddress(found.publicAddress, `${found.interface} is the line itself`)
    case 'providers':
      return found.publicAddress === undefined
        ? open(
            `The next hop, ${found.address}, is no router at home, and whose it is cannot be told, so it is not asked for anything.`,
            '"mailworthy check" tells where the public address of this line is: ports are opened there.',
          )
        : ownAddress(found.publicAddress, `the next hop, ${found.address}, is the provider's`)
    case 'no-own-address':
      return family === 'v4'
        ? open(
            `The interface ${found.interface} has no IPv4 address that a port could lead to.`,
            'See that this machine gets one from the router, and try again.',
          )
        : open(
            `The interface ${found.interface} has no public IPv6 address that others could call.`,
            'Switch IPv6 on in the router, if the provider has it; mail gets by without.',
          )
  }
}

/** Nothing stands before this machine that could be asked. */
function ownAddress(address: string, why: string): Told {
  return open(
    `This machine has the public address ${address} itself (${why}), so no router has to open anything for it.`,
    "What comes in is up to this machine's own firewall: open the ports there.",
  )
}

function open(says: string, remedy: string): Told {
  return { mark: 'open', says, remedy }
}
