import { openLog } from '../../../../src/system/history-files/open-log.ts'
import type { WatchRecord } from '../../../../src/history/record.ts'

// A watcher in a hurry: `FOLDER WATCHER` opens the log and writes as fast as it can, one record or several at once, until it is
// killed. What is on the disk it says, a number a record; a record is known by its number again.
const [folder = '', watcher = ''] = process.argv.slice(2)
const now = () => new Date().toISOString()
const opened = await openLog(folder)
if (!opened.ok) throw new Error(`${opened.failure}: ${opened.detail}`)
const log = opened.value
const line = { name: 'home' }
const began: WatchRecord = { kind: 'began', at: now(), watcher, release: '0', line, intervalMs: 1000, farEveryMs: 1000 }
await said([began], 'began')

for (let number = 0; ; ) {
  const batch = Array.from({ length: 1 + (number % 3) }, (_, index): WatchRecord => {
    return { kind: 'witness', at: now(), witness: `${watcher}/${number + index}`, silent: true }
  })
  number += batch.length
  await said(batch, number)
  const alive = await log.alive(now())
  if (!alive.ok) throw new Error(`${alive.failure}: ${alive.detail}`)
}

async function said(records: readonly WatchRecord[], what: unknown): Promise<void> {
  const appended = await log.append(records)
  if (!appended.ok) throw new Error(`${appended.failure}: ${appended.detail}`)
  process.stdout.write(`${JSON.stringify(what)}\n`)
}
