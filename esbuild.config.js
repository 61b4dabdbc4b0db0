// Builds what is installed: `node esbuild.config.js` fills dist/.
//
// Everything is bundled, dependencies too: start-up is twice as quick, and `npx` users get the patched XML parser of
// package.json's `overrides`, which npm ignores in a dependency.
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(fileURLToPath(import.meta.url))
const dist = join(root, 'dist')

// CommonJS dependencies call `require` for what Node has built in, and an ES module has none.
const banner = {
  js: "import { createRequire as requireFrom } from 'node:module';const require = requireFrom(import.meta.url);",
}

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  outdir: dist,
  banner,
  write: false,
  metafile: true,
  logLevel: 'warning',
}

/**
 * commander loads `child_process`, in case that a command is a program of its own. None of ours is, and seventeen
 * modules of Node come with it.
 */
const commandsAreOurs = {
  name: 'commands-are-ours',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'none', namespace: 'no-programs' } : undefined,
    )
    onLoad({ filter: /^none$/, namespace: 'no-programs' }, () => ({ contents: 'module.exports = {}' }))
  },
}

const built = await Promise.all([
  // The agent: one chunk a command, loaded when it is called.
  build({
    ...shared,
    entryPoints: { mailworthy: 'src/cli/mailworthy.ts' },
    chunkNames: '[name]-[hash]',
    splitting: true,
    plugins: [commandsAreOurs],
  }),
  // The probe: a single file, to be copied to any machine with Node. (esbuild keeps the entry's `#!` line.)
  build({
    ...shared,
    entryPoints: { 'mailworthy-probe': 'src/cli/mailworthy-probe.entry.ts' },
    outExtension: { '.js': '.mjs' },
  }),
]).catch(() => process.exit(1)) // esbuild has said why.

await mkdir(dist, { recursive: true })
const files = new Map(built.flatMap((result) => result.outputFiles.map((file) => [basename(file.path), file.contents])))
files.set('THIRD-PARTY-LICENSES.txt', await licences(built.flatMap((result) => Object.keys(result.metafile.inputs))))

// Written aside and moved into place, the old ones removed afterwards: two builds at once must not break a running one.
for (const [name, contents] of files) {
  const aside = join(dist, `.${name}.${process.pid}`)
  await writeFile(aside, contents, { mode: name.endsWith('.mjs') ? 0o755 : 0o644 })
  await rename(aside, join(dist, name))
}
for (const name of await readdir(dist)) {
  if (!files.has(name) && !name.startsWith('.')) await rm(join(dist, name), { force: true })
}

/** The licences of every bundled package: they ask to travel with their code. */
async function licences(inputs) {
  const packages = new Set(
    inputs.map((path) => /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean),
  )
  const notices = [...packages]
    .sort((one, other) => one.localeCompare(other, 'en'))
    .map(async (path) => {
      const { name, version, license } = JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8'))
      const file = (await readdir(join(root, path))).find((entry) => /^licen[cs]e/i.test(entry))
      const text = file === undefined ? '' : await readFile(join(root, path, file), 'utf8')
      return `${name} ${version} (${license})\n\n${text.trim()}\n`
    })
  return (await Promise.all(notices)).join(`\n${'-'.repeat(80)}\n\n`)
}
