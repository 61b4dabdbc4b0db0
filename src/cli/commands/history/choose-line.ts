import type { LineKey } from '../../../history/line-key.ts'
import type { History } from '../../../report/history/history.ts'
import { lineWords } from '../../../report/history/line-words.ts'
import { suggestion } from '../../nearest.ts'
import { UsageError } from '../../usage-error.ts'
import type { LineKept } from './lines-kept.ts'

export interface ChosenLine {
  readonly line: LineKey
  readonly chosen: History['chosen']
  readonly others: readonly LineKey[]
}

export interface Wanted {
  /** `--line`: what the user calls it, or the hardware address of its gateway. */
  readonly flag: string | undefined
  /** Of the settings: what it is called here. */
  readonly name: string | undefined
  /** Where this machine is: asked only where it matters, for the system is slow to tell. */
  readonly here: () => Promise<LineKey>
}

/** The line that is meant among those of which something is kept; undefined where there are none. */
export async function chooseLine(
  lines: readonly LineKept[],
  { flag, name, here }: Wanted,
): Promise<ChosenLine | undefined> {
  const named = (wanted: string) =>
    lines.find(({ line }) => line.name === wanted) ?? lines.find(({ gateways }) => gateways.has(wanted.toLowerCase()))
  if (flag !== undefined) {
    const found = named(flag)
    if (found !== undefined) return chosenOf(found, 'named', lines)
    if (lines.length === 0) return undefined
    const known = lines.map(({ line }) => line.name ?? line.gateway).filter((each) => each !== undefined)
    const near = suggestion(flag, known)
    throw new UsageError(
      `nothing is kept of a line ${JSON.stringify(flag)}${near === '' ? `, only of ${lines.map(({ line }) => lineWords(line)).join(', ')}` : near}`,
    )
  }
  const [newest, ...older] = lines
  if (newest === undefined || older.length === 0) return newest && chosenOf(newest, 'only', lines)
  const { gateway } = await here()
  const found =
    (name === undefined ? undefined : named(name)) ??
    (gateway === undefined ? undefined : lines.find(({ gateways }) => gateways.has(gateway)))
  if (found !== undefined) return chosenOf(found, 'here', lines)
  return chosenOf(newest, 'newest', lines)
}

function chosenOf(found: LineKept, chosen: ChosenLine['chosen'], lines: readonly LineKept[]): ChosenLine {
  return { line: found.line, chosen, others: lines.filter((each) => each !== found).map(({ line }) => line) }
}
