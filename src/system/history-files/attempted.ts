import { failed, type Outcome } from '../../core/failure.ts'
import { classify } from '../classify.ts'
import { codeOf } from '../code-of.ts'

/** A link, a pipe that nobody reads, a folder, and a file where a folder should be. */
const notPlain = ['ELOOP', 'ENXIO', 'EISDIR', 'ENOTDIR']

/**
 * What the system refuses to do with a file is a value, as it is with the network. `no-data`: it is not there. A full disk keeps
 * the system's own words.
 */
export async function attempted<T>(path: string, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work()
  } catch (error) {
    const code = codeOf(error) ?? ''
    if (code === 'ENOENT') return failed('no-data', `${path} is not there`)
    if (notPlain.includes(code)) return failed('not-permitted', `${path} is not what it should be`)
    return classify(error, 'bind')
  }
}
