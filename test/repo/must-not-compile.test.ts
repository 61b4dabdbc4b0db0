import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

// What the compiler promises to whoever writes a check is a feature, and tested like one: each file of the folder holds
// a single mistake and names the error that it must earn; `example.ts` holds none and must compile.

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = 'test/repo/must-not-compile'
const control = 'example.ts'

interface CompileError {
  readonly file: string
  readonly code: string
  readonly message: string
}

const errors = compile()
const files = readdirSync(`${root}${folder}`).filter((name) => name.endsWith('.ts'))

it('compiles the file without a mistake', () => {
  expect(files).toContain(control)
  expect(errors.filter((error) => error.file === control)).toEqual([])
})

it('finds errors in these files alone', () => {
  expect(errors.filter((error) => !files.includes(error.file))).toEqual([])
})

describe('refuses to compile', () => {
  it.each(files.filter((name) => name !== control))('%s', (file) => {
    const source = readFileSync(`${root}${folder}/${file}`, 'utf8')
    const expected = /^\/\/ expect-error: (TS\d+) (.+)$/m.exec(source)
    expect(expected, 'a line "// expect-error: TS1234 words of the message"').not.toBeNull()
    const found = errors.filter((error) => error.file === file)
    expect(found).toEqual([{ file, code: expected?.[1], message: expect.stringContaining(expected?.[2] ?? '') }])
  })
})

/** Every error of the folder, from one run of the compiler: `path(line,column): error TS1234: message`. */
function compile(): readonly CompileError[] {
  const run = spawnSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', `${folder}/tsconfig.json`, '--pretty', 'false'],
    { cwd: root, encoding: 'utf8' },
  )
  return [...run.stdout.matchAll(/^(.+?)\(\d+,\d+\): error (TS\d+): (.+)$/gm)].map(
    ([, path = '', code = '', message = '']) => ({ file: path.replace(`${folder}/`, ''), code, message }),
  )
}
