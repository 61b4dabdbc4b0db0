import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { build } from 'esbuild'
import { describe, expect, it, onTestFinished } from 'vitest'
import { success } from '../../../../src/core/failure.ts'
import { fileSpool, type Waiting } from '../../../../src/system/telling/spool.ts'
import { message } from '../../../unit/system/telling/message.ts'
import { valueOf } from '../value-of.ts'

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mailworthy-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'state', 'outbox')
}

const waiting = (number: number, way: Waiting['way'] = 'webhook'): Waiting => ({
  number,
  way,
  since: '2026-11-24T03:00:00.000Z',
  message: message(number, { line: 'home' }),
})

describe('the folder of what is still to be told', () => {
  it('holds messages in the order in which they were put, for each way', async () => {
    const folder = await newFolder()
    const spool = fileSpool(folder)
    expect(await spool.load()).toEqual(success({ waiting: [], unread: 0 }))
    for (const one of [waiting(10), waiting(9, 'mail'), waiting(100)]) valueOf(await spool.keep(one))
    expect(await fileSpool(folder).load()).toEqual(
      success({ waiting: [waiting(9, 'mail'), waiting(10), waiting(100)], unread: 0 }),
    )
    valueOf(await spool.remove(waiting(10)))
    valueOf(await spool.remove(waiting(10)))
    expect(valueOf(await spool.load()).waiting).toEqual([waiting(9, 'mail'), waiting(100)])
  })

  it('is nobody else’s to read', async () => {
    const folder = await newFolder()
    valueOf(await fileSpool(folder).keep(waiting(1)))
    const [name = ''] = await readdir(folder)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
  })

  it('is not believed where others may write', async () => {
    const folder = await newFolder()
    valueOf(await fileSpool(folder).keep(waiting(1)))
    await chmod(folder, 0o777)
    expect(await fileSpool(folder).load()).toMatchObject({ failure: 'not-permitted' })
    expect(await fileSpool(folder).keep(waiting(2))).toMatchObject({ failure: 'not-permitted' })
  })

  it('loses nothing but what cannot be read, and clears that away', async () => {
    const folder = await newFolder()
    const spool = fileSpool(folder)
    valueOf(await spool.keep(waiting(5)))
    const place = (number: number) => join(folder, `${String(number).padStart(12, '0')}-webhook.json`)
    await writeFile(place(1), '{"v":1,"since":"2026-')
    await writeFile(place(2), 'x'.repeat(100_000))
    await symlink(place(5), place(3))
    await mkdir(place(4))
    await writeFile(`${place(6)}.aside`, 'torn')
    await writeFile(join(folder, 'notes.txt'), 'of somebody else')
    expect(await spool.load()).toEqual(success({ waiting: [waiting(5)], unread: 4 }))
    expect((await readdir(folder)).sort()).toEqual(['000000000005-webhook.json', 'notes.txt'])
  })

  it('refuses what is too long to be read again', async () => {
    const one = { ...waiting(1), message: message(1, { body: 'x'.repeat(100_000) }) }
    expect(await fileSpool(await newFolder()).keep(one)).toMatchObject({ failure: 'too-much' })
  })

  it('has every message that was said to be kept, when the program is killed at any moment', async () => {
    const folder = await newFolder()
    const program = join(folder, '..', 'outbox-writer.mjs')
    const entryPoints = [new URL('outbox-writer.ts', import.meta.url).pathname]
    await build({ entryPoints, outfile: program, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' })
    for (let round = 0; round < 5; round += 1) {
      await rm(folder, { recursive: true, force: true })
      const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
      let said = ''
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
      await once(child.stdout, 'data')
      await pause(Math.random() * 100)
      child.kill('SIGKILL')
      await once(child, 'close')
      const ids = said.split('\n').slice(0, -1)
      const kept = valueOf(await fileSpool(folder).load())
      expect(kept.unread).toBe(0)
      // One more may be there: kept, and killed before it could be said.
      expect(kept.waiting.slice(0, ids.length).map(({ message: { id } }) => id)).toEqual(ids)
      expect(kept.waiting.length - ids.length).toBeLessThanOrEqual(1)
    }
  })
})
