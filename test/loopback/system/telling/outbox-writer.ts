import { fileSpool } from '../../../../src/system/telling/spool.ts'
import { openOutbox } from '../../../../src/system/telling/outbox.ts'
import { message } from '../../../unit/system/telling/message.ts'

// A watcher on a line that is down: `FOLDER` gets one message after the other, and each is said once it is kept.
const [folder = ''] = process.argv.slice(2)
const clock = { now: () => new Date().toISOString(), elapsed: () => performance.now() }
const outbox = await openOutbox({
  tellers: [{ way: 'webhook', tell: async () => ({ kind: 'later', why: 'the line is down' }) }],
  spool: fileSpool(folder),
  clock,
  complain: () => undefined,
})
for (let number = 1; ; number += 1) {
  await outbox.put(message(number))
  process.stdout.write(`id-${number}\n`)
}
