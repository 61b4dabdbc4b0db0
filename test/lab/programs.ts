import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'

export const repository = fileURLToPath(new URL('../..', import.meta.url))

/** The programs that run within a world, each a file of `inside/`; `main` is the first process of it. */
export const names = [
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

/** What `setup` has bundled, once for all test files. */
export function bundles(): Bundles {
  return inject('labPrograms')
}
