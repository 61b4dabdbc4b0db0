import { saveRun } from '../../../../src/system/history-files/save-run.ts'
import { answered, savedRun } from '../../../unit/history/runs.ts'

// Saves runs to `FOLDER` as fast as it can, and says which.
const [folder = ''] = process.argv.slice(2)
const findings = [answered('line.nat.v4', 'none', 'pass', 'x'.repeat(300_000))]
for (let count = 0; count < 1000; count += 1) {
  const at = new Date(Date.UTC(2026, 0, 1) + Math.floor(count / 3) * 1000).toISOString()
  const saved = await saveRun(folder, savedRun(findings, { at }))
  process.stdout.write(`${JSON.stringify(saved.ok ? { id: saved.value.id } : saved)}\n`)
}
