import { spawnSync } from 'node:child_process'

/**
 * Why this machine refuses the lab, in one sentence; undefined if it is welcome.
 *
 * A world lives in network namespaces of its own: as root, or in a user namespace where the system grants one.
 */
export function labRefusal(): string | undefined {
  const asRoot = process.getuid?.() === 0
  const namespaces = [...(asRoot ? [] : ['--user', '--map-root-user']), '--net', '--mount', '--pid', '--fork']
  const tried = spawnSync('unshare', [...namespaces, 'true'], { encoding: 'utf8' })
  if (tried.error !== undefined) return `unshare cannot be run (${tried.error.message})`
  if (tried.status !== 0) return `unshare was refused (${tried.stderr.trim()})`
  for (const program of ['ip', 'nft']) {
    const found = spawnSync(program, ['-V'], { stdio: 'ignore' })
    if (found.error !== undefined) return `the program ${program} is not installed`
  }
  return undefined
}
