import type { Past } from '../core/past.ts'

/** For what asks nothing of earlier days. */
export const noPast: Past = { permanence: async () => undefined, addresses: async () => [] }
