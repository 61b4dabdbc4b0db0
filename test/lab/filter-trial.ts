import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Outcome } from '../../src/core/failure.ts'
import type { FirewallVerdict } from '../../src/core/host.ts'
import type { Family } from '../../src/core/line.ts'
import { labPath, unshareArgv } from './gate.ts'

export type Endpoints = Readonly<Record<Family, string>>

/** What is tried: rulesets one after the other, each port over both families. */
export interface Trial {
  readonly rulesets: readonly string[]
  readonly machine: Endpoints
  readonly caller: Endpoints
  readonly ports: readonly number[]
  /** Where somebody listens. */
  readonly listens: readonly number[]
  readonly patienceMs: number
}

export interface Target {
  readonly family: Family
  readonly port: number
  readonly address: string
}

export type CallerTask =
  | { readonly setUp: string }
  | { readonly targets: readonly Target[]; readonly patienceMs: number }

export type Comparison =
  | { readonly refused: string }
  | {
      readonly compared: readonly (Target & {
        readonly told: Outcome<FirewallVerdict> | undefined
        readonly seen: string
      })[]
    }

/** Runs a trial within network namespaces of its own, from which no packet gets out. */
export async function tried(trial: Trial): Promise<readonly Comparison[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mailworthy-filter-'))
  try {
    // Node 20 does not read TypeScript.
    const built = await build({
      entryPoints: ['filtered-machine', 'filter-caller'].map((name) =>
        fileURLToPath(new URL(`inside/${name}.ts`, import.meta.url)),
      ),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
    })
    if (built.errors.length > 0) throw new Error('not bundled')
    const [program = '', ...args] = unshareArgv() ?? []
    const child = spawn(
      program,
      [
        ...args,
        process.execPath,
        join(folder, 'filtered-machine.mjs'),
        JSON.stringify(trial),
        join(folder, 'filter-caller.mjs'),
      ],
      { env: { PATH: labPath }, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    const [printed, said] = await Promise.all([textOf(child.stdout), textOf(child.stderr)])
    if (said !== '') throw new Error(said)
    return printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}
