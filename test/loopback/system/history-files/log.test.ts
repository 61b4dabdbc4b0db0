import { appendFile, chmod, mkdir, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileStore } from '../../../../src/system/history-files/file-store.ts'
import { openLog } from '../../../../src/system/history-files/open-log.ts'
import { at, began, down, ended, lineIs, rebooted, restarted, up } from '../../../unit/history/a-log.ts'
import { valueOf } from '../value-of.ts'
import { newHistory, onlySegment, recordsIn, segmentsIn, watchedIn, written } from './a-history.ts'

describe('the log of a watcher', () => {
  it('gives back what was written, and when the watcher was alive', async () => {
    const folder = await newHistory()
    const log = valueOf(await openLog(folder))
    valueOf(await log.append([began('08:00')]))
    expect((await watchedIn(folder)).alive.get('one')).toEqual({ watcher: 'one', at: at('08:00') })
    valueOf(await log.append([down('08:10'), up('08:10', '08:20')]))
    valueOf(await log.alive(at('08:30')))
    valueOf(await log.append([]))
    expect(await watchedIn(folder)).toEqual({
      records: [began('08:00'), down('08:10'), up('08:10', '08:20')],
      alive: new Map([['one', { watcher: 'one', at: at('08:30') }]]),
      unread: 0,
    })
    await log.close()
    await log.close()
    expect(await log.append([restarted('09:00')])).toMatchObject({ failure: 'closed' })
  })

  it('writes in turn what is asked for at once', async () => {
    const folder = await newHistory()
    const log = valueOf(await openLog(folder))
    const records = [began('08:00'), ...Array.from({ length: 30 }, (_, index) => restarted(`09:${10 + index}`))]
    const all = await Promise.all(records.flatMap((record) => [log.append([record]), log.alive(record.at)]))
    for (const outcome of all) valueOf(outcome)
    expect(await recordsIn(folder)).toEqual(records)
    await log.close()
  })

  it('is nobody else’s to read', async () => {
    const folder = await newHistory()
    await written(folder, began('08:00'))
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    const names = await readdir(folder)
    expect(names).toHaveLength(2)
    for (const name of names) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
  })

  it('goes on in the segment of its month, however often it is opened', async () => {
    const folder = await newHistory()
    await written(folder, began('08:00', 'one'), ended('09:00', 'one'))
    await written(folder, began('10:00', 'two'), ended('11:00', 'two'))
    expect(await segmentsIn(folder)).toHaveLength(1)
    expect(await recordsIn(folder)).toHaveLength(4)
  })

  it('has a segment for each month, which names the watcher and where it is', async () => {
    const folder = await newHistory()
    const log = valueOf(await openLog(folder))
    const cafe = { gateway: '02:00:5e:00:53:99' }
    valueOf(await log.append([began('08:00')]))
    valueOf(await log.append([lineIs('09:00', cafe)]))
    valueOf(await log.append([restarted('+9 10:00')]))
    valueOf(await log.append([restarted('+9 11:00')]))
    await log.close()
    expect((await segmentsIn(folder)).map((name) => name.slice(0, 13))).toEqual(['watch-2026-11', 'watch-2026-12'])
    const december = [began('+9 10:00', 'one', cafe), restarted('+9 10:00'), restarted('+9 11:00')]
    expect(await recordsIn(folder)).toEqual([began('08:00'), lineIs('09:00', cafe), ...december])
  })

  it('takes nothing that could not be read again', async () => {
    const folder = await newHistory()
    const log = valueOf(await openLog(folder))
    expect(await log.append([began('08:00'), { ...down('09:00'), at: 'yesterday' }])).toMatchObject({ ok: false })
    expect(await recordsIn(folder)).toEqual([])
    await log.close()
  })

  it('goes on where its segment was deleted', async () => {
    const folder = await newHistory()
    const log = valueOf(await openLog(folder))
    valueOf(await log.append([began('08:00')]))
    await rm(await onlySegment(folder))
    valueOf(await log.append([restarted('09:00')]))
    expect(await recordsIn(folder)).toEqual([began('09:00'), restarted('09:00')])
    await log.close()
  })

  it('may have another written beside it', async () => {
    const folder = await newHistory()
    const log = valueOf(await openLog(folder))
    valueOf(await log.append([began('08:00')]))
    const beside = valueOf(await openLog(folder, { beside: true }))
    const test = rebooted('09:00', '09:05', '203.0.113.5', '203.0.113.5')
    valueOf(await beside.append([test]))
    valueOf(await beside.alive(at('09:05')))
    await beside.close()
    valueOf(await log.append([restarted('10:00')]))
    await log.close()
    expect(await segmentsIn(folder)).toHaveLength(2)
    expect(await watchedIn(folder)).toMatchObject({ records: [began('08:00'), test, restarted('10:00')] })
  })
})

describe('a log that was cut off', () => {
  it('has lost no line but the last, wherever that was torn', async () => {
    const folder = await newHistory()
    await written(folder, began('08:00'), down('08:10'), up('08:10', '08:20'))
    const path = await onlySegment(folder)
    const whole = await readFile(path)
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), async (size) => {
        const kept = whole.subarray(0, size)
        await writeFile(path, kept)
        const left = [began('08:00'), down('08:10'), up('08:10', '08:20')].slice(0, linesIn(kept))
        await written(folder, restarted('10:00'))
        const { records, unread } = await watchedIn(folder)
        expect(unread).toBe(0)
        expect(records.filter(({ kind }) => kind !== 'ended')).toEqual([...left, restarted('10:00')])
      }),
    )
  })

  it('finds the end of the last line, however much is torn', async () => {
    const folder = await newHistory()
    await written(folder, began('08:00'))
    await appendFile(await onlySegment(folder), 'x'.repeat(200_000))
    expect((await watchedIn(folder)).unread).toBe(1)
    await written(folder, restarted('09:00'))
    expect(await watchedIn(folder)).toMatchObject({ unread: 0 })
    expect((await recordsIn(folder)).at(-1)).toEqual(restarted('09:00'))
  })

  it('has both its slots torn: the watcher ended with what it wrote last', async () => {
    const folder = await newHistory()
    await written(folder, began('08:00'), restarted('09:00'))
    await truncate(join(folder, 'watch.alive'), 10)
    await valueOf(await openLog(folder)).close()
    expect(await recordsIn(folder)).toEqual([began('08:00'), restarted('09:00'), ended('09:00', 'one', 'killed')])
    expect(await readdir(folder)).toHaveLength(2)
  })

  it('is ended once, and in the month in which it was last alive', async () => {
    const folder = await newHistory()
    const log = valueOf(await openLog(folder))
    valueOf(await log.append([began('08:00')]))
    valueOf(await log.alive(at('+9 10:00')))
    await log.close()
    for (const _ of 'twice') await valueOf(await openLog(folder)).close()
    expect((await segmentsIn(folder)).map((name) => name.slice(0, 13))).toEqual(['watch-2026-11', 'watch-2026-12'])
    expect(await recordsIn(folder)).toEqual([began('08:00'), ended('+9 10:00', 'one', 'killed')])
  })
})

describe('what is no log of ours', () => {
  it('is not written through a link', async () => {
    const folder = await newHistory()
    await written(folder, began('08:00'))
    const precious = join(folder, 'precious')
    await writeFile(precious, 'precious')
    const path = await onlySegment(folder)
    await rm(path)
    await symlink(precious, path)
    await written(folder, restarted('09:00'))
    expect(await readFile(precious, 'utf8')).toBe('precious')
    expect((await recordsIn(folder)).at(-1)).toEqual(restarted('09:00'))
    await rm(join(folder, 'watch.alive'))
    await symlink(precious, join(folder, 'watch.alive'))
    expect(await openLog(folder)).toMatchObject({ failure: 'not-permitted' })
  })

  it('is passed over: links, folders, other names, other versions', async () => {
    const folder = await newHistory()
    await written(folder, began('08:00'))
    await mkdir(join(folder, 'watch-2026-11-00000000.jsonl'))
    await symlink('/dev/zero', join(folder, 'watch-2026-11-00000001.jsonl'))
    await writeFile(join(folder, 'watch-2026-11-00000002.jsonl'), '{"v":2,"kind":"began"}\n\xff\n{"v":1')
    await writeFile(join(folder, 'notes.jsonl'), 'mine')
    expect(await watchedIn(folder)).toMatchObject({ records: [began('08:00')], unread: 3 })
  })

  it('is not believed in a folder where others may write', async () => {
    const folder = await newHistory()
    await written(folder, began('08:00'))
    await chmod(folder, 0o777)
    expect(await openLog(folder)).toMatchObject({ failure: 'not-permitted' })
    expect(await fileStore([folder]).watched()).toMatchObject({ failure: 'not-permitted' })
    expect(await watchedIn(join(folder, 'none'), folder)).toMatchObject({ records: [], unread: 0 })
  })

  it('cannot be made where a file is in the way', async () => {
    const folder = await newHistory()
    await mkdir(join(folder, '..'), { recursive: true })
    await writeFile(folder, '')
    expect(await openLog(folder)).toMatchObject({ ok: false })
    expect(await fileStore([folder]).watched()).toMatchObject({ failure: 'not-permitted' })
  })
})

describe('a history in several folders', () => {
  it('is read from all, each once', async () => {
    const [mine, services] = [await newHistory(), await newHistory()]
    await written(mine, began('10:00', 'mine'))
    await written(services, began('08:00', 'service'))
    const link = `${services}-by-another-name`
    await symlink(services, link)
    const found = await watchedIn(mine, services, link, join(mine, 'none'))
    expect(found.records).toEqual([began('08:00', 'service'), began('10:00', 'mine')])
    expect([...found.alive.keys()].sort()).toEqual(['mine', 'service'])
  })
})

function linesIn(bytes: Buffer): number {
  return bytes.toString().split('\n').length - 1
}
