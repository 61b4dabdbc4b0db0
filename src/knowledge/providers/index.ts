import { centralEurope } from './central-europe.ts'
import { france } from './france.ts'
import { hosting } from './hosting.ts'
import { northAmerica } from './north-america.ts'
import { northernEurope } from './northern-europe.ts'
import type { Provider } from './provider.ts'
import { restOfTheWorld } from './rest-of-the-world.ts'
import { tunnels } from './tunnels.ts'

/** All providers of whom something is known, in no order that means anything. */
export const providers: readonly Provider[] = [
  ...france,
  ...centralEurope,
  ...northernEurope,
  ...northAmerica,
  ...restOfTheWorld,
  ...tunnels,
  ...hosting,
]
