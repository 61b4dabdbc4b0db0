import { fileJournal } from '../../../src/system/file-journal.ts'
import { change } from '../../unit/protocols/router/change.ts'

// Another process with the same journal: `PATH COUNT` begins so many changes and ends every second one; with a count of 1
// it then waits, as one that is in the middle of a test. Says how each beginning ended.
const [path = '', count = '0'] = process.argv.slice(2)
const journal = fileJournal(path)
for (let index = 0; index < Number(count); index += 1) {
  const begun = await journal.begin({ ...change, external: index })
  process.stdout.write(`${JSON.stringify(begun)}\n`)
  if (begun.ok && index % 2 === 1) await journal.end(begun.value)
}
if (count === '1') setInterval(() => {}, 1000)
