import { chmod, link, mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileStore } from '../../../../src/system/history-files/file-store.ts'
import { answered, savedRun } from '../../../unit/history/runs.ts'
import { valueOf } from '../value-of.ts'
import { newHistory } from './a-history.ts'
import { programOf, started } from './in-another-process.ts'

const id = '20261124T154500Z'
const other = savedRun([answered('line.nat.v4', 'none', 'pass', { why: 'naïve\n\u2028' })], {
  at: '2026-11-25T08:00:00.000Z',
})

describe('saved runs', () => {
  it('are listed by their heads, oldest first, and read whole', async () => {
    const folder = await newHistory()
    const store = fileStore([folder])
    expect(valueOf(await store.runs())).toEqual([])
    const second = valueOf(await store.save(other))
    const first = valueOf(await store.save(savedRun()))
    expect(first).toMatchObject({ id, public: { v4: '203.0.113.5' } })
    expect(second).toMatchObject({ id: '20261125T080000Z', answers: { 'line.nat.v4': 'none' } })
    expect(valueOf(await store.runs())).toEqual([first, second])
    expect(valueOf(await store.run(second.id))).toEqual(other)
  })

  it('are nobody else’s to read, and two lines each', async () => {
    const folder = await newHistory()
    valueOf(await fileStore([folder]).save(savedRun()))
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect(await readdir(folder)).toEqual([`run-${id}.jsonl`])
    expect((await stat(join(folder, `run-${id}.jsonl`))).mode & 0o777).toBe(0o600)
    const lines = (await readFile(join(folder, `run-${id}.jsonl`), 'utf8')).split('\n')
    expect(lines.map((line) => line === '' || typeof JSON.parse(line))).toEqual(['object', 'object', true])
  })

  it('of one second have a number each', async () => {
    const store = fileStore([await newHistory()])
    const saved = await Promise.all(Array.from({ length: 5 }, () => store.save(savedRun())))
    expect(saved.map((each) => valueOf(each).id).sort()).toEqual([id, `${id}-2`, `${id}-3`, `${id}-4`, `${id}-5`])
    expect(valueOf(await store.runs())).toHaveLength(5)
  })

  it('are asked for by nothing but their name', async () => {
    const folder = await newHistory()
    const store = fileStore([folder, join(folder, 'none')])
    valueOf(await store.save(savedRun()))
    await writeFile(join(folder, '..', 'run-x.jsonl'), '{}\n{}\n')
    for (const name of ['20261124T154500Z-2', '../run-x', 'x', ''])
      expect(await store.run(name)).toMatchObject({ failure: 'no-data' })
  })

  it('that others left half, or put there, are passed over', async () => {
    const folder = await newHistory()
    const store = fileStore([folder])
    const head = valueOf(await store.save(savedRun()))
    const path = (name: string) => join(folder, `run-2026112${name}.jsonl`)
    const whole = await readFile(join(folder, `run-${id}.jsonl`))
    await writeFile(path('5T000000Z'), '')
    await writeFile(path('5T000001Z'), whole.subarray(0, 100))
    await writeFile(path('5T000002Z'), 'x'.repeat(1_000_000))
    await mkdir(path('5T000003Z'))
    await symlink('/dev/zero', path('5T000004Z'))
    await writeFile(path('5T000005Z'), '{"v":2}\n{"schema":2}\n')
    await link(join(folder, `run-${id}.jsonl`), path('5T000006Z'))
    expect(valueOf(await store.runs())).toEqual([head, { ...head, id: '20261125T000006Z' }])
    const failures = ['malformed', 'malformed', 'malformed', 'not-permitted', 'not-permitted', 'unsupported']
    for (const [index, failure] of failures.entries())
      expect(await store.run(`20261125T00000${index}Z`)).toMatchObject({ failure })
  })

  it('that are whole do not fit in a folder that others may write to', async () => {
    const folder = await newHistory()
    valueOf(await fileStore([folder]).save(savedRun()))
    await chmod(folder, 0o777)
    expect(await fileStore([folder]).save(savedRun())).toMatchObject({ failure: 'not-permitted' })
    expect(await fileStore([folder]).runs()).toMatchObject({ failure: 'not-permitted' })
    expect(await fileStore([folder]).run(id)).toMatchObject({ failure: 'not-permitted' })
  })

  it('make room for the newest 400, and for what was left by the dead', async () => {
    const folder = await newHistory()
    const store = fileStore([folder])
    valueOf(await store.save(savedRun()))
    const days = Array.from({ length: 405 }, (_, day) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString())
    const names = days.map((day) => join(folder, `run-${day.slice(0, 10).replaceAll('-', '')}T000000Z.jsonl`))
    for (const name of names) await writeFile(name, '{}\n{}\n')
    const [old, fresh] = ['run-20251201T000000Z.jsonl.aside', 'run-20251202T000000Z.jsonl.aside'].map((name) =>
      join(folder, name),
    )
    for (const aside of [old, fresh]) await writeFile(aside ?? '', '')
    const longAgo = new Date(Date.now() - 2 * 60 * 60_000)
    await utimes(old ?? '', longAgo, longAgo)
    // A machine whose clock stands in the past: its run is the oldest, and there all the same.
    const kept = valueOf(await store.save(savedRun([], { at: '2020-01-01T00:00:00.000Z' })))
    const left = await readdir(folder)
    expect(left.filter((name) => name.endsWith('.jsonl'))).toHaveLength(400)
    expect(left).toContain(`run-${kept.id}.jsonl`)
    expect(left).toContain(`run-${id}.jsonl`)
    expect(left.filter((name) => name.endsWith('.aside'))).toEqual(['run-20251202T000000Z.jsonl.aside'])
  })

  it('are a thousand listed in less than 200 ms', async () => {
    const folder = await newHistory()
    const findings = Array.from({ length: 60 }, (_, index) =>
      answered(`line.check-${index}`, 'answer', 'pass', 'x'.repeat(1000)),
    )
    const store = fileStore([folder])
    valueOf(await store.save(savedRun(findings)))
    const bytes = await readFile(join(folder, `run-${id}.jsonl`))
    for (let day = 0; day < 999; day += 1) {
      const date = new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10).replaceAll('-', '')
      await writeFile(join(folder, `run-${date}T000000Z.jsonl`), bytes)
    }
    // The best of five: the machine that runs this has other things to do.
    const took: number[] = []
    for (let time = 0; time < 5; time += 1) {
      const began = performance.now()
      expect(valueOf(await store.runs())).toHaveLength(1000)
      took.push(performance.now() - began)
    }
    expect(Math.min(...took)).toBeLessThan(200)
  })
})

describe('runs that several programs save', () => {
  let program: Awaited<ReturnType<typeof programOf>>
  beforeAll(async () => {
    program = await programOf(new URL('run-saver.ts', import.meta.url))
  })
  afterAll(() => program.remove())

  it('are there whole, or not at all, whenever one is killed', async () => {
    const folder = await newHistory()
    const said: { readonly id: string }[] = []
    for (let round = 0; round < 5; round += 1) {
      const two = [started(program.path, [folder]), started(program.path, [folder])]
      for (let count = 0; count < 2 + round; count += 1)
        said.push(...(await Promise.all(two.map(async (each) => (await each.says()) as { readonly id: string }))))
      await Promise.all(two.map((each) => each.killed()))
    }
    const store = fileStore([folder])
    const heads = valueOf(await store.runs()).map((head) => head.id)
    expect(new Set(said.map((each) => each.id)).size).toBe(said.length)
    expect(heads).toEqual(expect.arrayContaining(said.map((each) => each.id)))
    for (const each of heads) valueOf(await store.run(each))
    expect((await readdir(folder)).filter((name) => /^run-.*\.jsonl$/.test(name))).toHaveLength(heads.length)
  })
})
