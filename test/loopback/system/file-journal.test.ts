import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFile,
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { success } from '../../../src/core/failure.ts'
import { fileJournal } from '../../../src/system/file-journal.ts'
import { change } from '../../unit/protocols/router/change.ts'
import { valueOf } from './value-of.ts'

const isRoot = process.geteuid?.() === 0
/** nobody: a user without rights, where the tests run as root. */
const other = 65_534
const megabyte = 1024 * 1024

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mailworthy-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** A path in a folder that is not there yet. */
const newPath = async () => join(await newFolder(), 'state', 'mailworthy', 'journal')

describe('the journal in a file', () => {
  it('remembers what was begun and not ended, and what became known of it', async () => {
    const path = await newPath()
    const journal = fileJournal(path)
    expect(await journal.unended()).toEqual(success([]))
    const first = valueOf(await journal.begin(change))
    const second = valueOf(await journal.begin({ ...change, kind: 'pinhole' }))
    const third = valueOf(await journal.begin({ ...change, external: 465 }))
    valueOf(await journal.amend(second, { ...change, kind: 'pinhole', pinhole: 7 }))
    valueOf(await journal.end(first))
    valueOf(await journal.end('never-begun'))
    expect(await fileJournal(path).unended()).toEqual(
      success([
        { id: second, change: { ...change, kind: 'pinhole', pinhole: 7 } },
        { id: third, change: { ...change, external: 465 } },
      ]),
    )
  })

  it('is nobody else’s to read', async () => {
    const path = await newPath()
    valueOf(await fileJournal(path).begin(change))
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(join(path, '..'))).mode & 0o777).toBe(0o700)
  })

  it('takes notes that are made at once', async () => {
    const journal = fileJournal(await newPath())
    const begun = await Promise.all(Array.from({ length: 20 }, () => journal.begin(change)))
    const ids = begun.map(valueOf)
    expect(new Set(valueOf(await journal.unended()).map(({ id }) => id))).toEqual(new Set(ids))
    await Promise.all(ids.map((id) => journal.end(id)))
    expect(await journal.unended()).toEqual(success([]))
  })

  it('loses nothing but the line that was torn', async () => {
    const path = await newPath()
    const journal = fileJournal(path)
    const before = valueOf(await journal.begin(change))
    valueOf(await journal.begin(change))
    await truncate(path, (await stat(path)).size - 9)
    expect(valueOf(await journal.unended()).map(({ id }) => id)).toEqual([before])
    const after = valueOf(await journal.begin(change))
    await appendFile(path, Buffer.from([10, 0xff, 0, 0x7b, 10]))
    const last = valueOf(await journal.begin(change))
    expect(valueOf(await journal.unended()).map(({ id }) => id)).toEqual([before, after, last])
  })

  it('begins nothing once it is full, but ends what is open', async () => {
    const path = await newPath()
    const journal = fileJournal(path)
    const open = valueOf(await journal.begin(change))
    await appendFile(path, `\n${'x'.repeat(3.75 * megabyte)}`)
    expect(await journal.begin(change)).toMatchObject({ failure: 'too-much', detail: expect.stringContaining(path) })
    expect(valueOf(await journal.unended())).toHaveLength(1)
    valueOf(await journal.end(open))
    expect(await journal.unended()).toEqual(success([]))
    await appendFile(path, 'x'.repeat(megabyte))
    expect(await journal.unended()).toMatchObject({ failure: 'too-much', detail: expect.stringContaining(path) })
  })

  it('notes nothing that could not be read again', async () => {
    const path = await newPath()
    expect(await fileJournal(path).begin({ ...change, leaseS: -1 })).toMatchObject({ failure: 'malformed' })
    expect(await fileJournal(path).unended()).toEqual(success([]))
  })
})

describe('what is no journal of ours', () => {
  it('is not written through a link', async () => {
    const folder = await newFolder()
    const [path, target] = [join(folder, 'journal'), join(folder, 'precious')]
    await writeFile(target, 'precious')
    await symlink(target, path)
    expect(await fileJournal(path).begin(change)).toMatchObject({ failure: 'not-permitted' })
    expect(await fileJournal(path).unended()).toMatchObject({ failure: 'not-permitted' })
    expect(await readFile(target, 'utf8')).toBe('precious')
  })

  it('is not waited for', async () => {
    const folder = await newFolder()
    const pipe = join(folder, 'journal')
    await once(spawn('sh', ['-c', 'mkfifo "$0"', pipe]), 'exit')
    expect(await fileJournal(pipe).begin(change)).toMatchObject({ failure: 'not-permitted' })
    expect(await fileJournal(pipe).unended()).toMatchObject({ failure: 'not-permitted' })
    await mkdir(join(folder, 'folder'))
    expect(await fileJournal(join(folder, 'folder')).begin(change)).toMatchObject({ failure: 'not-permitted' })
  })

  it('is not believed in a folder where others may write', async () => {
    const path = await newPath()
    valueOf(await fileJournal(path).begin(change))
    await chmod(join(path, '..'), 0o777)
    expect(await fileJournal(path).unended()).toMatchObject({ failure: 'not-permitted' })
    expect(await fileJournal(path).begin(change)).toMatchObject({ failure: 'not-permitted' })
  })

  it.runIf(isRoot)('is not believed in a folder of somebody else', async () => {
    const path = await newPath()
    valueOf(await fileJournal(path).begin(change))
    await chown(join(path, '..'), other, other)
    expect(await fileJournal(path).unended()).toMatchObject({ failure: 'not-permitted' })
  })
})

describe('the journal of several processes', () => {
  let program = ''
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mailworthy-'))
    program = join(folder, 'journal-writer.mjs')
    const entry = new URL('journal-writer.ts', import.meta.url).pathname
    await build({
      entryPoints: [entry],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    })
    await chmod(folder, 0o755)
  })
  afterAll(() => rm(join(program, '..'), { recursive: true }))

  /** Runs the writer, as somebody else if told; each line is how a beginning ended. */
  function writer(path: string, count: number, user?: number) {
    const as = user === undefined ? {} : { uid: user, gid: user }
    const child = spawn(process.execPath, [program, path, String(count)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      ...as,
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    return { child, lines: createInterface(child.stdout), ended: once(child, 'exit') }
  }

  it('has the notes of each, whole', async () => {
    const path = await newPath()
    const writers = [writer(path, 40), writer(path, 40), writer(path, 40)]
    for (const { ended } of writers) expect(await ended).toEqual([0, null])
    const lines = (await readFile(path, 'utf8')).split('\n').slice(1)
    expect(lines).toHaveLength(3 * 60)
    for (const line of lines) JSON.parse(line)
    expect(valueOf(await fileJournal(path).unended())).toHaveLength(3 * 20)
  })

  it('still tells what was begun by one that was killed', async () => {
    const path = await newPath()
    const { child, lines, ended } = writer(path, 1)
    const [line] = await once(lines, 'line')
    child.kill('SIGKILL')
    await ended
    const { value: id } = JSON.parse(String(line))
    expect(await fileJournal(path).unended()).toEqual(success([{ id, change: { ...change, external: 0 } }]))
  })

  it('cannot be begun where nothing may be written', async () => {
    const folder = await newFolder()
    const user = isRoot ? other : undefined
    await chmod(folder, 0o500)
    if (user !== undefined) await chown(folder, user, user)
    for (const path of [join(folder, 'journal'), join(folder, 'new', 'journal')]) {
      const [line] = await once(writer(path, 2, user).lines, 'line')
      expect(JSON.parse(String(line))).toMatchObject({ ok: false, failure: 'not-permitted' })
    }
  })
})
