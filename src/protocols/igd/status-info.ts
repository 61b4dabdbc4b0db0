import { failed, success } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import type { Banner } from '../../core/mark.ts'
import type { RouterPlace } from '../router/router-place.ts'
import { boundedText } from './bounded-text.ts'
import { callAction } from './call-action.ts'
import type { ActionOutcome, IgdService } from './igd.ts'
import { textIn } from './xml.ts'

/** The router's own word on its connection, such as `Connected` or `Disconnected`. Some say the latter and map all the same. */
export function statusInfo(
  line: Line,
  place: RouterPlace,
  service: IgdService,
  ms?: number,
): Promise<ActionOutcome<Banner>> {
  const read = (reply: unknown) => {
    const status = textIn(reply, 'NewConnectionStatus') ?? ''
    return status === '' ? failed('malformed') : success(boundedText(status))
  }
  return callAction(line, place, service, { name: 'GetStatusInfo', values: [], read }, ms)
}
