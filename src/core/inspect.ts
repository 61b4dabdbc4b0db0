import type { Asked } from './asked.ts'
import type { Check, GivingCheck, Maybe, Needs } from './check.ts'
import { conclude } from './conclude.ts'
import { type Explanation, explained } from './explanation.ts'
import type { Because, Finding, LookRecord } from './finding.ts'
import type { Line } from './line.ts'
import type { Look } from './look.ts'
import type { Run } from './run.ts'
import { selected } from './selection.ts'
import { type Trace, traced } from './traced.ts'

/** A sentence for a person: it stands in the report. */
const notAllowed =
  'This would change something on the router for a moment, so it is tried only when it is allowed (--allow-router).'

/** A check that outlives its budget by this much has a bug: every operation on its line has failed long before. */
const graceMs = 2_000
/** Time to take back what was altered, after an interruption: a router answers within a second or not at all. */
const undoMs = 5_000

export interface InspectOptions {
  /** The registry, in order. */
  readonly checks: readonly Check[]
  readonly line: Line
  /** What altered something is taken back over this line, which `signal` does not touch. */
  readonly undoLine: Line
  readonly asked: Asked
  /** Ctrl-C. */
  readonly signal: AbortSignal
  /** Scales every budget; the line scales its own waits by the same factor. */
  readonly patience: number
  readonly only: readonly string[]
  readonly skip: readonly string[]
  /** Whether the user allowed changes on the router. */
  readonly mayAlterRouter: boolean
  readonly explanations: readonly Explanation[]
  readonly onProgress?: (progress: Progress) => void
}

export type Progress =
  | { readonly kind: 'looking'; readonly at: string; readonly title?: string }
  | { readonly kind: 'known'; readonly finding: Finding }

/** What a node of the graph of needs turned out to give to those that build on it. */
type Settled = { readonly gave: unknown } | Because

/** Runs every selected check as soon as what it needs is known; shared looks run once. Never throws for a check. */
export async function inspect(options: InspectOptions): Promise<Run> {
  const { line, signal } = options
  const startedMs = line.clock.elapsed()
  const at = line.clock.now()
  const chosen = selected(options.checks, options.only, options.skip)
  const inspection = new Inspection(options, startedMs)
  await Promise.all(chosen.map((check) => inspection.settle(check)))
  return {
    at,
    tookMs: Math.round(line.clock.elapsed() - startedMs),
    scope: options.only.length + options.skip.length === 0 ? 'all' : { only: options.only, skip: options.skip },
    interrupted: signal.aborted,
    looks: [...inspection.looks.values()],
    findings: explained(
      chosen.map((check) => inspection.findings.get(check.id)).filter((finding) => finding !== undefined),
      options.explanations,
    ),
  }
}

class Inspection {
  readonly findings = new Map<string, Finding>()
  readonly looks = new Map<string, LookRecord>()
  readonly #settled = new Map<Check | Look, Promise<Settled>>()
  readonly #options: InspectOptions
  readonly #startedMs: number

  constructor(options: InspectOptions, startedMs: number) {
    this.#options = options
    this.#startedMs = startedMs
  }

  settle(node: Check | Look): Promise<Settled> {
    const known = this.#settled.get(node)
    if (known) return known
    const settling = 'look' in node ? this.#makeLook(node) : this.#makeCheck(node)
    this.#settled.set(node, settling)
    return settling
  }

  async #makeLook(look: Look): Promise<Settled> {
    const { look: name, revision } = look
    const needs = await this.#gather(look.needs)
    if (!('given' in needs)) {
      this.looks.set(name, { look: name, revision, because: needs })
      return needs
    }
    this.#options.onProgress?.({ kind: 'looking', at: name })
    const ended = await this.#observe(look, needs.given)
    if ('facts' in ended) {
      this.looks.set(name, { look: name, revision, facts: ended.facts, trace: ended.trace })
      return { gave: ended.facts }
    }
    if ('interrupted' in ended) {
      const because = { blind: 'the run was interrupted', on: name }
      this.looks.set(name, { look: name, revision, because })
      return because
    }
    this.looks.set(name, { look: name, revision, error: ended.error })
    return { blind: `${name} crashed: ${ended.error}`, on: name }
  }

  async #makeCheck(check: Check): Promise<Settled> {
    const { id, stem, matters } = check
    const settledAs = (finding: Finding, settled: Settled): Settled => {
      this.findings.set(id, finding)
      this.#options.onProgress?.({ kind: 'known', finding })
      return settled
    }
    const skippedBecause = (because: Because) =>
      settledAs({ check: id, stem, matters, kind: 'skipped', because }, because)
    const crashed = (error: string) =>
      settledAs({ check: id, stem, matters, kind: 'crashed', error }, { blind: `${id} crashed: ${error}`, on: id })

    const moot = check.moot?.(this.#options.asked)
    if (moot !== undefined) return skippedBecause({ moot, on: id })
    // What may not be done needs nothing to be looked at first, and keeps nobody waiting.
    if (check.alters === 'router' && !this.#options.mayAlterRouter) return skippedBecause({ blind: notAllowed, on: id })
    const needs = await this.#gather(check.needs)
    if (!('given' in needs)) return skippedBecause(needs)
    this.#options.onProgress?.({ kind: 'looking', at: id, title: check.title })
    const ended = await this.#observe(check, needs.given)
    if ('interrupted' in ended) return skippedBecause({ blind: 'the run was interrupted', on: id })
    if ('error' in ended) return crashed(ended.error)
    try {
      const finding = conclude(check, ended.facts, ended.trace)
      const gift = 'gives' in check ? (check as GivingCheck).gives(ended.facts) : undefined
      if (gift !== undefined) return settledAs(finding, { gave: gift })
      return settledAs(
        finding,
        finding.verdict === 'unknown' ? { blind: finding.says, on: id } : { moot: finding.says, on: id },
      )
    } catch (error) {
      return crashed(wordsOf(error))
    }
  }

  /** Waits for all needs. What is moot on this line outweighs what could not be told of it. */
  async #gather(needs: Needs): Promise<{ readonly given: Record<string, unknown> } | Because> {
    const entries = await Promise.all(
      Object.entries(needs).map(async ([name, need]) => {
        const optional = isMaybe(need)
        return { name, optional, settled: await this.settle(optional ? need.maybe : need) }
      }),
    )
    const missing = entries
      .filter(({ optional, settled }) => !optional && !('gave' in settled))
      .map(({ settled }) => settled as Because)
    const because = missing.find((each) => 'moot' in each) ?? missing[0]
    if (because) return because
    return {
      given: Object.fromEntries(
        entries.map(({ name, settled }) => [name, 'gave' in settled ? settled.gave : undefined]),
      ),
    }
  }

  async #observe(
    node: Check | Look,
    given: Record<string, unknown>,
  ): Promise<
    { readonly facts: unknown; readonly trace: Trace } | { readonly error: string } | { readonly interrupted: true }
  > {
    const { line, undoLine, asked, signal, patience } = this.#options
    if (signal.aborted) return { interrupted: true }
    const trace: Trace = []
    const undos: ((line: Line) => Promise<void>)[] = []
    const observed = async () => {
      try {
        const facts: unknown = await node.observe(
          traced(line.within(node.budget), trace, this.#startedMs),
          given as never,
          asked,
          (action) => void undos.push(action),
        )
        return { facts, trace }
      } catch (error) {
        return { error: wordsOf(error) }
      }
    }
    try {
      const altering = 'alters' in node && node.alters !== undefined
      // An altering check is never abandoned in the middle of a change: its line fails at once, so it ends by itself.
      const limits = [late(node.budget * patience + graceMs), ...(altering ? [] : [aborted(signal)])]
      try {
        const ended = await Promise.race([observed(), ...limits.map(({ came }) => came)])
        // After an interruption its line is dead: what it saw then is no fault of the router's.
        return signal.aborted && (altering || !('facts' in ended)) ? { interrupted: true } : ended
      } finally {
        for (const limit of limits) limit.forget()
      }
    } finally {
      for (const undo of undos.reverse()) {
        const limit = late(undoMs * patience + graceMs)
        // One undo that fails must not keep the others from running.
        await Promise.race([undo(undoLine.within(undoMs)), limit.came]).catch(() => undefined)
        limit.forget()
      }
    }
  }
}

function isMaybe(need: Needs[string]): need is Maybe {
  return 'maybe' in need
}

function late(ms: number): { readonly came: Promise<{ readonly error: string }>; forget(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const came = new Promise<{ readonly error: string }>((resolve) => {
    timer = setTimeout(() => resolve({ error: `did not end within its budget (${Math.round(ms)} ms)` }), ms)
  })
  return { came, forget: () => clearTimeout(timer) }
}

function aborted(signal: AbortSignal): { readonly came: Promise<{ readonly interrupted: true }>; forget(): void } {
  let listener = () => {}
  const came = new Promise<{ readonly interrupted: true }>((resolve) => {
    listener = () => resolve({ interrupted: true })
    signal.addEventListener('abort', listener, { once: true })
  })
  return { came, forget: () => signal.removeEventListener('abort', listener) }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
