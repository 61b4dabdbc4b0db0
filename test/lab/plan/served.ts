import type { Serves } from '../inbound-spec.ts'
import { greeter } from './greeter.ts'
import { postfixAndDovecot } from './postfix-and-dovecot.ts'
import type { DaemonPlan, FilePlan, Programs } from './plan.ts'

interface Served {
  readonly files: readonly FilePlan[]
  readonly daemons: readonly DaemonPlan[]
}

/** Who holds mail ports of the machine under test. */
export function served(serves: Serves | undefined, programs: Programs): Served {
  switch (serves) {
    case undefined:
      return { files: [], daemons: [] }
    case 'mail':
      return postfixAndDovecot({ postscreen: false })
    case 'postscreen':
      return postfixAndDovecot({ postscreen: true })
    case 'loopback-mail':
      return { files: [], daemons: [greeter('loopback-mail', programs, ['127.0.0.1'], [25])] }
    case 'mute':
      return { files: [], daemons: [stranger(['nc', '-n', '-l', '-k', '25'])] }
    case 'ssh':
      return {
        files: [],
        // One that takes several callers at once, as sshd does: the agent looks at it from within as well.
        daemons: [
          stranger(['socat', 'TCP-LISTEN:25,fork,reuseaddr', 'SYSTEM:echo SSH-2.0-OpenSSH_9.2; cat >/dev/null']),
        ],
      }
  }
}

/** A program on port 25 that is no mail server. */
function stranger(argv: readonly string[]): DaemonPlan {
  return { name: 'stranger', argv, ready: [{ proto: 'tcp', port: 25 }] }
}
