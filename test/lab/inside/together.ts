import { mkdtempSync, readFileSync } from 'node:fs'
import type { Ended, TogetherAsk } from '../messages.ts'
import { launch } from './program.ts'

/**
 * Runs programs at the same time, to the end of the last. One shell starts them all: Node and `ip netns` cost more for each
 * than most of the programs themselves.
 */
export async function together({ where, argvs, timeoutMs }: TogetherAsk): Promise<readonly Ended[]> {
  const folder = mkdtempSync('/run/lab/together-')
  const each = argvs.map((argv, index) => {
    const file = `${folder}/${index}`
    return `{ ${argv.map(quoted).join(' ')} </dev/null >${file}.out 2>${file}.err; echo $? >${file}.code; } &\n`
  })
  const shell = launch({ where, argv: ['sh', '-c', `${each.join('')}wait`] })
  const timer = setTimeout(() => shell.signal('SIGKILL'), timeoutMs)
  const { code, stderr } = await shell.ended
  clearTimeout(timer)
  if (code !== 0)
    throw new Error(`${argvs.map((argv) => argv.join(' ')).join('; ')} took too long or failed: ${stderr}`)
  return argvs.map((_, index) => {
    const said = (what: string): string => readFileSync(`${folder}/${index}.${what}`, 'utf8')
    return { code: Number(said('code')), signal: null, stdout: said('out'), stderr: said('err') }
  })
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}
