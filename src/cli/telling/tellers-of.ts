import type { Line } from '../../core/line.ts'
import { mail } from '../../system/telling/mail.ts'
import { isLoopback } from '../../system/telling/metrics-server.ts'
import { runCommand } from '../../system/telling/run-command.ts'
import type { Teller } from '../../system/telling/teller.ts'
import { webhook } from '../../system/telling/webhook.ts'
import type { TellingAsked } from './telling-asked.ts'

/** The ways to tell somebody that were asked for. User and password of a relay are in the environment alone. */
export function tellersOf(asked: TellingAsked, line: Pick<Line, 'request'>, env: NodeJS.ProcessEnv): readonly Teller[] {
  const { onChange, webhook: url, mail: by } = asked
  const { MAILWORTHY_RELAY_USER: user, MAILWORTHY_RELAY_PASSWORD: password } = env
  return [
    ...(onChange === undefined ? [] : [runCommand({ command: onChange, env })]),
    ...(url === undefined ? [] : [webhook({ request: (one) => line.request(one), url })]),
    ...(by === undefined
      ? []
      : [
          mail({
            ...by,
            relayIsHere: by.relay.host === 'localhost' || isLoopback(by.relay.host),
            ...(user !== undefined && password !== undefined && { login: { user, password } }),
          }),
        ]),
  ]
}
