import { controlPort } from '../wire/control-port.ts'
import type { Offer } from './offers.ts'

/** What leaves this machine with Globalping, and where it is kept: said before anything is sent. */
export const globalpingNotice =
  'Globalping (globalping.io) is a public network of volunteers’ machines. It is told the public address of this line and which mail ports to call, and from where; whoever knows the number of such a measurement can read it there for seven days.'

/** The question that goes with each offer, to be answered with yes or no. */
export const offerWords: Readonly<Record<Offer, string>> = {
  router: `Your router says that it opens ports when it is asked. May the check ask it to open those mail ports that are shut, and a high one (${controlPort}), for a moment, try whether they are reached from outside, and close them again?`,
  globalping: `Nobody outside has looked at this line yet. ${globalpingNotice} May the check ask it to call your mail ports?`,
}
