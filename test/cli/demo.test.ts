import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { complaints } from '../unit/report/schema.ts'
import { command } from './command.ts'

const bin = fileURLToPath(new URL('../../bin/mailworthy.js', import.meta.url))

describe('the demo, as installed', () => {
  it('lists its lines', async () => {
    const { code, stdout } = await command('mailworthy', ['demo', '--list', '--json'])
    expect(code).toBe(0)
    expect((JSON.parse(stdout) as readonly { readonly name: string }[]).map(({ name }) => name)).toContain('cgnat')
  })

  it.each([
    ['good', 0, 'ready-with-reservations', 'host-directly'],
    ['blocked-25', 1, 'not-ready', 'host-and-relay'],
    ['relay', 0, 'ready-with-reservations', 'host-and-relay'],
    ['cgnat', 1, 'not-ready', 'host-behind-tunnel'],
    ['no-probe', 2, 'undetermined', 'find-out-first'],
  ])(
    'of the line %s ends with the code, the verdict and the plan of a report that keeps to the schema',
    async (name, code, verdict, way) => {
      const ended = await command('mailworthy', ['demo', '--scenario', name, '--json'])
      const report = JSON.parse(ended.stdout) as Report
      expect(complaints(report)).toEqual([])
      expect({ code: ended.code, verdict: report.verdict, way: report.plan.way }).toEqual({ code, verdict, way })
      expect(report.findings.filter(({ kind }) => kind === 'crashed')).toEqual([])
    },
  )

  it('hides who it was when asked to', async () => {
    const { stdout } = await command('mailworthy', ['demo', '--scenario', 'cgnat', '--redact', '--verbose'])
    expect(stdout).toContain('carrier-grade-address-1')
    expect(stdout).not.toMatch(/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('tells on %s what was seen until then, and ends with 130', async (signal) => {
    const child = spawn(process.execPath, [bin, 'demo', '--scenario', 'probe-gone', '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    // The first word on stderr comes when the run begins.
    child.stderr.once('data', () => child.kill(signal))
    const [code] = (await once(child, 'close')) as [number | null]
    expect(code).toBe(130)
    const report: unknown = JSON.parse(stdout)
    expect(complaints(report)).toEqual([])
    expect(report).toMatchObject({ interrupted: true })
  })
})
