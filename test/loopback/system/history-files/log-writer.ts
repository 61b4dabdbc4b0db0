import { openLog } from '../../../../src/system/history-files/open-log.ts'
import { began, restarted } from '../../../unit/history/a-log.ts'

// Another process with the same log: `FOLDER WATCHER COUNT`. Says how each step ended, then stays alive until it is told
// otherwise. A watcher of no name does not begin.
const [folder = '', watcher = '', count = '0'] = process.argv.slice(2)
const said = (outcome: unknown) => process.stdout.write(`${JSON.stringify(outcome)}\n`)
const opened = await openLog(folder)
said(opened.ok ? { ok: true } : opened)
if (opened.ok) {
  if (watcher !== '') said(await opened.value.append([began('08:00', watcher)]))
  for (let index = 0; index < Number(count); index += 1) said(await opened.value.append([restarted('09:00')]))
  setInterval(() => {}, 1000)
}
