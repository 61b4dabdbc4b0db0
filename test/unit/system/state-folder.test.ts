import { describe, expect, it } from 'vitest'
import { stateFolder } from '../../../src/system/state-folder.ts'

const alice = {
  home: '/home/alice',
  owns: (path: string) => path.startsWith('/home/alice') || path.startsWith('/data/alice'),
}

describe('what must be remembered is kept', () => {
  it.each([
    ['in the home of the user', { HOME: '/home/alice' }, '/home/alice/.local/state/mailworthy'],
    ['in a home that the user has chosen', { HOME: '/data/alice' }, '/data/alice/.local/state/mailworthy'],
    ['where XDG says', { HOME: '/home/alice', XDG_STATE_HOME: '/data/alice/state' }, '/data/alice/state/mailworthy'],
    ['where systemd says', { HOME: '/', STATE_DIRECTORY: '/var/lib/a:/var/lib/b' }, '/var/lib/a'],
    ['at home, after sudo', { HOME: '/root' }, '/home/alice/.local/state/mailworthy'],
    [
      'at home, after sudo -E of root',
      { HOME: '/root', XDG_STATE_HOME: '/srv/roots-state' },
      '/home/alice/.local/state/mailworthy',
    ],
    ['at home, without an environment', {}, '/home/alice/.local/state/mailworthy'],
    ['not where a relative path leads', { XDG_STATE_HOME: 'state' }, '/home/alice/.local/state/mailworthy'],
    ['not in nothing', { STATE_DIRECTORY: '', XDG_STATE_HOME: '', HOME: '' }, '/home/alice/.local/state/mailworthy'],
  ])('%s', (_, env, folder) => expect(stateFolder('mailworthy', env, alice)).toBe(folder))
})
