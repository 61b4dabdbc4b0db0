import type { Serves } from '../inbound-spec.ts'
import { canaryAt } from './canary-at.ts'
import { mailServer } from './mail-server.ts'
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
      return mailServer({ postscreen: false })
    case 'postscreen':
      return mailServer({ postscreen: true })
    case 'loopback-mail':
      return { files: [], daemons: [canaryAt('loopback-mail', programs, ['127.0.0.1'], [25])] }
    case 'mute':
      return { files: [], daemons: [stranger(['nc', '-n', '-l', '-k', '25'])] }
    case 'ssh':
      return { files: [], daemons: [stranger(['sh', '-c', "while echo 'SSH-2.0-OpenSSH_9.2' | nc -n -l 25; do :; done"])] }
  }
}

/** A program on port 25 that is no mail server. */
function stranger(argv: readonly string[]): DaemonPlan {
  return { name: 'stranger', argv, ready: [{ proto: 'tcp', port: 25 }] }
}
