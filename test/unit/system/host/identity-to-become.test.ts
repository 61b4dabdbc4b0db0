import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identityToBecome } from '../../../../src/system/identity-to-become.ts'

const passwd = `root:x:0:0:root:/root:/bin/bash
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
ada:x:1000:1000:Ada:/home/ada:/bin/bash
toor:x:0:0::/root:/bin/sh
wheel:x:1001:0::/home/wheel:/bin/sh
`

describe('whom to become in place of root', () => {
  it.each([
    [
      'the one who called sudo',
      { SUDO_UID: '1000', SUDO_GID: '1000' },
      undefined,
      { user: 'ada', uid: 1000, gid: 1000, why: 'sudo' },
    ],
    [
      'the caller before the one asked for',
      { SUDO_UID: '1000', SUDO_GID: '1000' },
      'nobody',
      { user: 'ada', why: 'sudo' },
    ],
    [
      'a caller whom passwd does not know',
      { SUDO_UID: '4711', SUDO_GID: '4712' },
      undefined,
      { user: '4711', uid: 4711, gid: 4712 },
    ],
    ['the caller’s own group if sudo tells none', { SUDO_UID: '1000' }, undefined, { gid: 1000 }],
    ['never the group of root', { SUDO_UID: '1000', SUDO_GID: '0' }, undefined, { gid: 1000 }],
    ['the one asked for, by name', {}, 'ada', { user: 'ada', uid: 1000, gid: 1000, why: 'asked' }],
    ['the one asked for, by number', {}, '1000', { user: 'ada', why: 'asked' }],
    [
      'nobody where root called sudo',
      { SUDO_UID: '0', SUDO_GID: '0' },
      undefined,
      { uid: 65_534, gid: 65_534, why: 'nobody' },
    ],
    ['nobody where sudo’s variable is garbage', { SUDO_UID: '-1' }, undefined, { uid: 65_534, why: 'nobody' }],
    [
      'nobody where it is the number that changes nothing',
      { SUDO_UID: '4294967295' },
      undefined,
      { uid: 65_534, why: 'nobody' },
    ],
    ['nobody otherwise', {}, undefined, { user: 'nobody', uid: 65_534, gid: 65_534, why: 'nobody' }],
  ])('%s', (_, env: Record<string, string>, user, expected) => {
    expect(identityToBecome(env, passwd, user)).toMatchObject({ ok: true, value: expected })
  })

  it('does not give somebody else to who asks for somebody', () => {
    expect(identityToBecome({}, passwd, 'eve')).toMatchObject({ ok: false, failure: 'name-not-found' })
    expect(identityToBecome({}, passwd, '')).toMatchObject({ ok: false, failure: 'name-not-found' })
    for (const user of ['root', 'toor', '0', 'wheel']) {
      expect(identityToBecome({}, passwd, user)).toMatchObject({ ok: false, failure: 'not-permitted' })
    }
  })

  it('knows nobody by number where there is no passwd', () => {
    expect(identityToBecome({}, '')).toMatchObject({ value: { uid: 65_534, gid: 65_534 } })
  })

  it('is never root, whatever passwd and sudo say', () => {
    const id = fc.oneof(fc.constantFrom('0', '1000', '65534', '4294967295', '-2', ''), fc.string())
    const line = fc
      .tuple(fc.constantFrom('root', 'nobody', 'ada', '#', '+'), id, id)
      .map(([n, u, g]) => `${n}:x:${u}:${g}::/:/bin/sh`)
    fc.assert(
      fc.property(
        id,
        id,
        fc.array(fc.oneof(line, fc.string())),
        fc.option(fc.constantFrom('ada', 'root', '0'), { nil: undefined }),
        (uid, gid, lines, user) => {
          const became = identityToBecome({ SUDO_UID: uid, SUDO_GID: gid }, lines.join('\n'), user)
          if (!became.ok) return
          for (const number of [became.value.uid, became.value.gid]) {
            expect(number).toBeGreaterThan(0)
            expect(number).toBeLessThan(4_294_967_295)
          }
        },
      ),
    )
  })
})
