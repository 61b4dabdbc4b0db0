import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Outcome } from '../../src/core/failure.ts'
import type { FirewallVerdict } from '../../src/core/host.ts'
import type { Family } from '../../src/core/line.ts'
import { labPath, unshareArgv } from './gate.ts'

export type Endpoints = Readonly<Record<Family, string>>

/** How rules are loaded: commands of a shell, in turn, each with what is written to it. */
export type Loading = readonly { readonly command: string; readonly input: string }[]

/** Rules of nft. */
export function byNft(rules: string): Loading {
  return [{ command: 'nft -f -', input: rules }]
}

export interface Saved {
  readonly v4: string
  readonly v6: string
  readonly ipset?: string
}

/** Rules as `iptables-save` and `ip6tables-save` write them, and the sets of `ipset save` that they look at. */
export function byIptables({ v4, v6, ipset = '' }: Saved): Loading {
  const all = [
    { command: 'ipset restore', input: ipset },
    { command: 'iptables-nft-restore', input: v4 },
    { command: 'ip6tables-nft-restore', input: v6 },
  ]
  return all.filter(({ input }) => input !== '')
}

/** The same rules, in the kernel's old ip_tables. What was there before is none of nft's, and goes first. */
export function byLegacy({ v4, v6 }: Saved): Loading {
  const tables = { raw: [], mangle: ['INPUT'], nat: [], filter: ['INPUT'], security: ['INPUT'] }
  const empty = Object.entries(tables).map(([table, inputs]) =>
    [`*${table}`, ...[...inputs, 'OUTPUT'].map((chain) => `:${chain} ACCEPT [0:0]`), 'COMMIT', ''].join('\n'),
  )
  // The lock is a file of the system's: nobody else is in these namespaces.
  return ['iptables', 'ip6tables'].map((program, at) => ({
    command: `export XTABLES_LOCKFILE=/dev/null; printf '${empty.join('').replaceAll('\n', '\\n')}' | ${program}-legacy-restore; ${program}-legacy-restore`,
    input: at === 0 ? v4 : v6,
  }))
}

/** What is tried: rulesets one after the other, each port over both families. */
export interface Trial {
  readonly rulesets: readonly Loading[]
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
    await writeFile(join(folder, 'trial.json'), JSON.stringify(trial))
    const [program = '', ...args] = unshareArgv() ?? []
    const child = spawn(
      program,
      [
        ...args,
        process.execPath,
        join(folder, 'filtered-machine.mjs'),
        join(folder, 'trial.json'),
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
