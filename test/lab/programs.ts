import { createHash, randomUUID } from 'node:crypto'
import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export const repository = fileURLToPath(new URL('../..', import.meta.url))

const cache = join(repository, 'node_modules/.cache/lab')

/** The programs that run within a world, each a file of `inside/`; `main` is the first process of it. */
const names = [
  'main',
  'internet',
  'middlebox',
  'greeter',
  'login-page',
  'other-version',
  'upnp-proxy',
  'pxp-responder',
  'whoami',
  'globalping',
  'box-page',
  'hold-silent',
] as const

/** Where each of them lies, ready to run. */
export type Bundles = Readonly<Record<(typeof names)[number], string>>

/**
 * Node 20 cannot run TypeScript, so what runs within a world is bundled first (50 ms). The files are named after what
 * is in them: test files that run side by side do not disturb each other, and an old bundle is never taken for a new one.
 */
export async function bundles(): Promise<Bundles> {
  const paths = await Promise.all(names.map(async (name) => [name, await bundle(`inside/${name}.ts`)] as const))
  return Object.fromEntries(paths) as Bundles
}

async function bundle(source: string): Promise<string> {
  const built = await build({
    entryPoints: [fileURLToPath(new URL(source, import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // They lie below node_modules, so that they find packages by themselves; some cannot be bundled into an ES module.
    packages: 'external',
    logLevel: 'silent',
  })
  const contents = built.outputFiles[0]?.contents
  if (contents === undefined) throw new Error(`${source} was bundled into nothing`)
  const name = source.replace(/^inside\/|\.ts$/g, '')
  const path = join(cache, `${name}-${createHash('sha256').update(contents).digest('hex').slice(0, 16)}.mjs`)
  if (await exists(path)) return path
  await mkdir(dirname(path), { recursive: true })
  // Under another name first: somebody else may be about to run it, or to write it.
  const unfinished = `${path}.${randomUUID()}`
  await writeFile(unfinished, contents)
  await rename(unfinished, path)
  return path
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
