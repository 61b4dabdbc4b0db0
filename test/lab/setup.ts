import { randomUUID } from 'node:crypto'
import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type OutputFile } from 'esbuild'
import type { TestProject } from 'vitest/node'
import { type Bundles, names, repository } from './programs.ts'

const cache = join(repository, 'node_modules/.cache/lab')

declare module 'vitest' {
  interface ProvidedContext {
    labPrograms: Bundles
  }
}

/** Before the first test of a run: Node 20 cannot run TypeScript, so what runs within a world is bundled. */
export async function setup(project: TestProject): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: Object.fromEntries(
      names.map((name) => [name, fileURLToPath(new URL(`inside/${name}.ts`, import.meta.url))]),
    ),
    bundle: true,
    write: false,
    outdir: cache,
    // After what is in them: runs side by side do not disturb each other, and an old one is never taken for a new one.
    entryNames: '[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // They lie below node_modules, so that they find packages by themselves; some cannot be bundled into an ES module.
    packages: 'external',
    logLevel: 'silent',
  })
  await mkdir(cache, { recursive: true })
  await Promise.all(outputFiles.map(keep))
  project.provide('labPrograms', Object.fromEntries(outputFiles.map(({ path }) => [nameOf(path), path])) as Bundles)
}

function nameOf(path: string): string {
  return basename(path).replace(/-[^-]+$/, '')
}

async function keep({ path, contents }: OutputFile): Promise<void> {
  if (await exists(path)) return
  // Under another name first: somebody else may be about to run it, or to write it.
  const unfinished = `${path}.${randomUUID()}`
  await writeFile(unfinished, contents)
  await rename(unfinished, path)
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
