import type { Past } from '../core/past.ts'

/** Until there is a history, nothing is known from earlier days. */
export const noPast: Past = { permanence: async () => undefined, addresses: async () => [] }
