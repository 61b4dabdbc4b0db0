import { cgnat } from './cgnat.ts'
import { goodStaticForwards } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { outbound25Dropped } from './outbound-25-dropped.ts'

export const worlds: readonly KnownWorld[] = [goodStaticForwards, outbound25Dropped, cgnat]
