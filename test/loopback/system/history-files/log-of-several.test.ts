import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLog } from '../../../../src/system/history-files/open-log.ts'
import { at, began, ended, restarted } from '../../../unit/history/a-log.ts'
import { valueOf } from '../value-of.ts'
import { newHistory, recordsIn, segmentsIn, watchedIn, written } from './a-history.ts'
import { programOf, started } from './in-another-process.ts'

describe('the log of several processes', () => {
  let program: Awaited<ReturnType<typeof programOf>>
  beforeAll(async () => {
    program = await programOf(new URL('log-writer.ts', import.meta.url))
  })
  afterAll(() => program.remove())

  it('is one’s at a time, whoever comes first', async () => {
    const folder = await newHistory()
    for (const round of ['one', 'two', 'three']) {
      const all = Array.from({ length: 4 }, (_, index) => started(program.path, [folder, `${round}-${index}`, '3']))
      const said = await Promise.all(all.map(async (each) => await each.says()))
      const holder = all.filter((_, index) => (said[index] as { readonly ok: boolean }).ok)
      expect(holder).toHaveLength(1)
      const refusals = said.filter((each) => !(each as { readonly ok: boolean }).ok)
      for (const each of refusals) expect(each).toMatchObject({ failure: 'in-use' })
      for (let index = 0; index < 4; index += 1) expect(await holder[0]?.says()).toEqual({ ok: true })
      // It is alive, and named.
      expect(await openLog(folder)).toMatchObject({
        failure: 'in-use',
        detail: expect.stringContaining(`${holder[0]?.pid}`),
      })
      await Promise.all(all.map((each) => each.killed()))
    }
    const kinds = (await recordsIn(folder)).map(({ kind }) => kind)
    const life = ['began', ...Array.from({ length: 3 }, () => 'router-restarted')]
    expect(kinds).toEqual([...life, 'ended', ...life, 'ended', ...life])
    expect(await segmentsIn(folder)).toHaveLength(1)
  })

  it('is taken from one that is dead, and its end is written down', async () => {
    const folder = await newHistory()
    const writer = started(program.path, [folder, 'one', '1'])
    for (const _ of ['opened', 'began', 'wrote']) expect(await writer.says()).toMatchObject({ ok: true })
    await writer.killed()
    const log = valueOf(await openLog(folder))
    expect(await recordsIn(folder)).toEqual([began('08:00'), restarted('09:00'), ended('09:00', 'one', 'killed')])
    await log.close()
  })

  it('is lost to one that believed us dead, and we see it', async () => {
    const folder = await newHistory()
    const log = valueOf(await openLog(folder))
    valueOf(await log.append([began('08:00')]))
    // As in a container that does not see our process.
    const path = join(folder, 'watch.alive')
    const text = await readFile(path, 'utf8')
    await rm(path)
    const other = valueOf(await openLog(folder))
    expect(text).toContain(String(process.pid))
    expect(await log.append([restarted('09:00')])).toMatchObject({ failure: 'in-use' })
    expect(await log.alive(at('09:00'))).toMatchObject({ failure: 'in-use' })
    await log.close()
    valueOf(await other.append([restarted('10:00')]))
    await other.close()
  })

  it('is taken over from those that died while they took it', async () => {
    const folder = await newHistory()
    await written(folder, began('08:00'), ended('09:00'))
    const token = /"token":"([\da-f]{16})"/.exec(await readFile(join(folder, 'watch.alive'), 'utf8'))?.[1]
    // One before it could sign its mark, one after; no process has such a number.
    await writeFile(join(folder, `watch.taking-${token}-1`), '')
    await writeFile(join(folder, `watch.taking-${token}-2`), JSON.stringify({ token, pid: 2 ** 30 }))
    await valueOf(await openLog(folder)).close()
    const alive = await readFile(join(folder, 'watch.alive'), 'utf8')
    expect(alive).not.toContain(token)
    // One that is about to.
    const next = /"token":"([\da-f]{16})"/.exec(alive)?.[1]
    const mark = join(folder, `watch.taking-${next}-1`)
    await writeFile(mark, JSON.stringify({ token: next, pid: process.pid }))
    expect(await openLog(folder)).toMatchObject({
      failure: 'in-use',
      detail: expect.stringContaining(`${process.pid}`),
    })
    const longAgo = new Date(Date.now() - 120_000)
    for (const name of await readdir(folder))
      if (name.startsWith('watch.taking')) await utimes(join(folder, name), longAgo, longAgo)
    await rm(mark)
    await valueOf(await openLog(folder)).close()
    expect((await readdir(folder)).filter((name) => name.startsWith('watch.'))).toEqual(['watch.alive'])
  })

  it('takes no half lines from a disk that is full', async () => {
    const folder = await newHistory()
    // Files of at most 16 KiB (32 blocks of 512 bytes, as a shell counts them): the sign of life has eight.
    const writer = started(program.path, [folder, 'one', '400'], 'ulimit -f 32')
    expect(await writer.says()).toMatchObject({ ok: true })
    const outcomes: { readonly ok: boolean }[] = []
    for (let index = 0; index <= 400; index += 1) outcomes.push((await writer.says()) as { readonly ok: boolean })
    await writer.killed()
    const kept = outcomes.filter(({ ok }) => ok).length
    expect(kept).toBeGreaterThan(100)
    expect(kept).toBeLessThan(400)
    const found = await watchedIn(folder)
    expect(found).toMatchObject({ unread: 0 })
    expect(found.records).toHaveLength(kept)
    await written(folder, restarted('10:00'))
    expect((await recordsIn(folder)).slice(kept)).toEqual([ended('09:00', 'one', 'killed'), restarted('10:00')])
  })
})
