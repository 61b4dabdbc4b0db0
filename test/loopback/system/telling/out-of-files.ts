import { openSync } from 'node:fs'
import { runCommand } from '../../../../src/system/telling/run-command.ts'
import { message } from '../../../unit/system/telling/message.ts'

// A watcher that may open no more files: says what became of a message.
try {
  for (;;) openSync('/dev/null', 'r')
} catch {
  // Now.
}
const told = await runCommand({ command: 'true', env: process.env }).tell(message(1), new AbortController().signal)
process.stdout.write(`${JSON.stringify(told)}\n`)
process.exit()
