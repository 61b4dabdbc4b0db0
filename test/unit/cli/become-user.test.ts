import { describe, expect, it } from 'vitest'
import { isOrdinaryUserOutside } from '../../../src/cli/become-user.ts'

describe('the root of a user namespace', () => {
  it.each([
    ['an ordinary user outside', '         0       1000          1\n', true],
    ['root outside as well', '         0          0          1\n', false],
    ['the root of the machine', '         0          0 4294967295\n', false],
    ['root among other users', '0 100000 65536\n', false],
    ['somebody with two ranges', '0 1000 1\n1 100000 65536\n', false],
    ['nothing that can be read', 'what?\n', false],
    ['nothing', '', false],
  ])('is %s', (_who, map, expected) => expect(isOrdinaryUserOutside(map)).toBe(expected))
})
