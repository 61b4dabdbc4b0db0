import type { Scenario } from './scenario.ts'
import { brokenNames } from './scenarios/broken-names.ts'
import { good } from './scenarios/good.ts'
import { inwards } from './scenarios/inwards.ts'
import { known } from './scenarios/known.ts'
import { names } from './scenarios/names.ts'
import { outwards } from './scenarios/outwards.ts'
import { probes } from './scenarios/probes.ts'
import { relays } from './scenarios/relays.ts'
import { reputation } from './scenarios/reputation.ts'
import { resolvers } from './scenarios/resolvers.ts'
import { routers } from './scenarios/routers.ts'
import { signatures } from './scenarios/signatures.ts'
import { strangers } from './scenarios/strangers.ts'
import { ways } from './scenarios/ways.ts'

/** Every scenario, the one that is shown unless another is named first. */
export const scenarios: readonly Scenario[] = [
  good,
  ...outwards,
  ...relays,
  ...inwards,
  ...routers,
  ...ways,
  ...known,
  ...probes,
  ...strangers,
  ...resolvers,
  ...names,
  ...brokenNames,
  ...signatures,
  ...reputation,
]
