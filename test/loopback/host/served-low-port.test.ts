import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const isRoot = process.getuid?.() === 0
const name = isRoot
  ? 'a low port that a server has'
  : 'a low port that a server has (SKIPPED where it needs root: run the tests as root to try it)'
/** Nobody else listens there, whatever runs on this machine. */
const address = '127.0.77.27'
const port = 25

/** Tries to listen as an ordinary user. */
const script = `
const { realLine, systemHost } = await import(process.env.MODULE)
process.setgroups([65534]); process.setgid(65534); process.setuid(65534)
const line = realLine({ signal: new AbortController().signal, patience: 1, host: systemHost(), resolvers: [] })
const outcome = await line.listen({ family: 'v4', port: ${port}, address: '${address}' }, async () => {})
console.log(outcome.ok ? 'listens' : outcome.failure)
await line.close()`

describe(name, () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mailworthy-'))
    // Node 20 does not read TypeScript.
    const source = fileURLToPath(new URL('../../../src/system/', import.meta.url))
    buildSync({
      stdin: {
        contents: `export { realLine } from './line.ts'\nexport { systemHost } from './host/host.ts'`,
        resolveDir: source,
      },
      outfile: join(folder, 'line.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: { js: `import{createRequire}from'node:module';const require=createRequire(import.meta.url);` },
      logLevel: 'silent',
    })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const listen = () =>
    spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { PATH: process.env['PATH'] ?? '', MODULE: join(folder, 'line.mjs') },
      encoding: 'utf8',
      timeout: 15_000,
    })

  it.runIf(isRoot)('is told as in use, not as forbidden: the kernel asks for the right first', async () => {
    const server = createServer().listen(port, address)
    await once(server, 'listening')
    const taken = listen()
    server.close()
    await once(server, 'close')
    expect([taken.stdout.trim(), taken.stderr]).toEqual(['in-use', ''])
    expect(listen().stdout.trim()).toBe('not-permitted')
  })
})
