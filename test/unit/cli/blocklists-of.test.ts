import { describe, expect, it } from 'vitest'
import { blocklistsOf } from '../../../src/cli/blocklists-of.ts'
import { readSettings } from '../../../src/cli/settings/read-settings.ts'
import { blocklists } from '../../../src/knowledge/blocklists.ts'

const key = 'abcdefghijklmnopqrstuvwxyz'
const chosen = async (flags: object = {}, env: NodeJS.ProcessEnv = {}) =>
  blocklistsOf(await readSettings({ ...flags }, { env, cwd: '/nonexistent' }))

describe('the lists that are asked', () => {
  it('are the built-in ones', async () => {
    const lists = await chosen()
    expect(lists.map(({ zone }) => zone)).toEqual(blocklists.map(({ zone }) => zone))
    // What a check has no use for stays where it is.
    for (const list of lists) expect(Object.keys(list).sort()).toEqual(['codes', 'name', 'of', 'removal', 'zone'])
  })

  it('are those that were told, and no other', async () => {
    const text = 'zen.example/abuse=127.0.0.2'
    expect((await chosen({ blocklist: [text, 'psbl.surriel.com'] })).map(({ name }) => name)).toEqual([
      'zen.example',
      'PSBL',
    ])
    expect((await chosen({}, { MAILWORTHY_BLOCKLIST: `${text} psbl.surriel.com` })).length).toBe(2)
  })

  it('are nobody where none is told', async () => {
    expect(await chosen({ blocklist: ['none'] })).toEqual([])
    expect(await chosen({}, { MAILWORTHY_BLOCKLIST: 'none' })).toEqual([])
    expect(await chosen({ blocklist: [] })).toEqual([])
  })

  it('are asked with the key, and shown without it', async () => {
    const lists = await chosen({}, { MAILWORTHY_DQS_KEY: key.toUpperCase() })
    expect(lists.filter(({ zone }) => zone.includes(key)).map(({ zone, shownAs }) => [zone, shownAs])).toEqual([
      [`${key}.zen.dq.spamhaus.net`, 'zen.dq.spamhaus.net'],
      [`${key}.dbl.dq.spamhaus.net`, 'dbl.dq.spamhaus.net'],
    ])
    expect(lists).toHaveLength(blocklists.length)
  })

  it('get the key only where it belongs', async () => {
    const lists = await chosen({ blocklist: ['zen.example/abuse=127.0.0.2'] }, { MAILWORTHY_DQS_KEY: key })
    expect(JSON.stringify(lists)).not.toContain(key)
  })

  it.each([
    [{}, { MAILWORTHY_DQS_KEY: `${key}!` }, 'MAILWORTHY_DQS_KEY must be a key of Spamhaus'],
    [{ blocklist: [`${key}.lists.example`] }, {}, '--blocklist must be a zone'],
  ])('are refused without repeating what may be a key', async (flags, env, sentence) => {
    const refusal = await chosen(flags, env).catch((error: unknown) => String(error))
    expect(refusal).toContain(sentence)
    expect(refusal).not.toContain(key)
  })
})
