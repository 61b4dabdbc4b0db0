import { success } from '../../../../src/core/failure.ts'
import type { Spool, Waiting } from '../../../../src/system/telling/spool.ts'

/** What would be on the disk. */
export function memorySpool(waiting: Waiting[] = []): Spool & { readonly waiting: Waiting[] } {
  return {
    waiting,
    load: async () => success({ waiting: [...waiting], unread: 0 }),
    async keep(one) {
      waiting.push(one)
      return success(undefined)
    },
    async remove({ number }) {
      const place = waiting.findIndex((one) => one.number === number)
      if (place >= 0) waiting.splice(place, 1)
      return success(undefined)
    },
  }
}
