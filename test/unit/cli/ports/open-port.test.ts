import { describe, expect, it } from 'vitest'
import type { MayReplace } from '../../../../src/cli/commands/ports/may-replace.ts'
import { openPort } from '../../../../src/cli/commands/ports/open-port.ts'
import { planOpening } from '../../../../src/cli/commands/ports/plan-opening.ts'
import { plannedWords } from '../../../../src/cli/commands/ports/planned-words.ts'
import { strays } from '../../../../src/cli/commands/ports/strays.ts'
import { takeOver } from '../../../../src/cli/commands/ports/take-over.ts'
import type { RouterSpeech } from '../../../../src/core/journal.ts'
import { restore } from '../../../../src/protocols/router/restore.ts'
import { here, other } from '../../protocols/router/home/home-router.ts'
import { type House, house } from '../../protocols/router/home/house.ts'

const internal = { address: here, port: 25 }
const never: MayReplace = async () => false
const always: MayReplace = async () => true

function opened(
  { line, met }: House,
  agreed: MayReplace = never,
  speech: RouterSpeech | 'auto' = 'auto',
  leaseS = 3600,
) {
  return openPort(line, met, { external: 25, internal, leaseS, speech }, agreed)
}

describe('a port that is to be opened', () => {
  it('is opened', async () => {
    const at = await house()
    expect(await opened(at)).toMatchObject({ external: 25, internal, ended: { kind: 'opened', readBack: 'as-asked' } })
    expect(at.router.shown()).toEqual([`25 -> ${here}:25`])
  })

  it.each(['upnp', 'pcp', 'natpmp'] as const)('lasts anew in %s where it was ours before', async (speech) => {
    const at = await house({ upnp: speech === 'upnp' })
    await opened(at, never, speech)
    at.router.clock.advance(1_800_000)
    const again = await opened(at, never, speech)
    expect(again.ended).toMatchObject({ kind: 'renewed', held: { speech, leaseS: 3600 } })
    at.router.clock.advance(3_000_000)
    expect(at.router.shown()).toEqual([`25 -> ${here}:25`])
    expect(at.router.journal.notes()).toHaveLength(1)
  })

  it('is opened again where the router has forgotten it', async () => {
    const at = await house()
    await opened(at)
    at.router.restart()
    expect((await opened(at)).ended.kind).toBe('renewed')
    expect(at.router.shown()).toEqual([`25 -> ${here}:25`])
  })

  it('is not taken from another machine unasked', async () => {
    const at = await house({ secure: false })
    at.router.forward(25, other, 25)
    expect(await opened(at)).toMatchObject({ ended: { kind: 'conflict', owner: { internal: { address: other } } } })
    expect(at.router.taken).toEqual([])
  })

  it('is taken where the user agrees, and is given back when it is closed', async () => {
    const at = await house({ secure: false })
    at.router.forward(25, other, 25)
    const asked: string[] = []
    const { ended, agreed } = await opened(
      at,
      async (port, owner) => asked.push(`${port} ${owner.internal.address}`) > 0,
    )
    expect(asked).toEqual([`25 ${other}`])
    expect(ended.kind).toBe('opened')
    expect(agreed?.internal.address).toBe(other)
    expect(at.router.shown()).toEqual([`25 -> ${here}:25`])
    await restore(at.line, async () => at.met)
    expect(at.router.shown()).toEqual([`25 -> ${other}:25`])
  })

  it('is not taken from somebody whom the user was not asked about', async () => {
    const at = await house({ secure: false })
    at.router.forward(25, other, 25)
    const { ended, agreed } = await opened(at, async () => {
      at.router.forward(25, '192.168.1.21', 25)
      return true
    })
    expect(ended).toMatchObject({ kind: 'conflict', owner: { internal: { address: '192.168.1.21' } } })
    expect(agreed).toBeUndefined()
    expect(at.router.taken).toEqual([])
  })

  it('stays as it is where the router lets nobody take what is another’s', async () => {
    const at = await house({ secure: true })
    at.router.forward(25, other, 25)
    expect((await opened(at, always)).ended.kind).not.toBe('opened')
    expect(at.router.shown()).toEqual([`25 -> ${other}:25`])
  })

  it('is not opened for ever where that was not asked for', async () => {
    const at = await house({ permanentOnly: 725, pcp: false, natpmp: false })
    expect((await opened(at)).ended).toMatchObject({ kind: 'permanent-only', code: 725 })
    expect((await opened(at, never, 'auto', 0)).ended).toMatchObject({ kind: 'opened', held: { leaseS: 0 } })
  })
})

describe('a look at what would be asked', () => {
  const asked = { family: 'v4', ports: [{ external: 25, internal: 25 }], leaseS: 3600, speech: 'auto' } as const
  const looked = async (at: House, replace = false) => {
    const planned = await planOpening(at, at.met, asked)
    return planned.map((each) => plannedWords(each, replace, [here]))
  }

  it('changes nothing, whatever is there', async () => {
    const at = await house()
    expect(await looked(at)).toMatchObject([{ mark: 'good', says: expect.stringContaining('in UPnP to lead port 25') }])
    at.router.forward(25, here, 25)
    expect(await looked(at)).toMatchObject([{ mark: 'good', says: expect.stringContaining('already') }])
    at.router.forward(25, other, 25)
    expect(await looked(at)).toMatchObject([{ mark: 'bad', remedy: expect.stringContaining('--replace') }])
    expect(await looked(at, true)).toMatchObject([{ mark: 'care', says: expect.stringContaining(other) }])
    expect(at.router.shown()).toEqual([`25 -> ${other}:25`])
    expect(at.router.journal.notes()).toEqual([])
    expect(at.asked).not.toContain('AddPortMapping')
  })

  it('says where it could not look', async () => {
    expect(await looked(await house({ upnp: false }))).toMatchObject([
      { mark: 'good', says: expect.stringContaining('cannot be read') },
    ])
  })
})

describe('what an earlier run has left', () => {
  it('is taken over: closed, so that it can be opened anew', async () => {
    const at = await house({ upnp: false })
    await opened(at, never, 'pcp')
    expect(await takeOver(at.line, at.met, [25, 993])).toEqual([25])
    expect(at.router.journal.notes()).toEqual([])
    expect((await opened(at, never, 'pcp')).ended.kind).toBe('opened')
  })

  it('is left alone where it is of other ports', async () => {
    const at = await house()
    await opened(at)
    expect(await takeOver(at.line, at.met, [993])).toEqual([])
    expect(at.router.shown()).toEqual([`25 -> ${here}:25`])
  })
})

describe('what bears our name without a note of ours', () => {
  it('is found where it leads to this machine, and nothing else is', async () => {
    const at = await house()
    await opened(at)
    at.router.forward(465, here, 465, { description: 'mailworthy 465' })
    at.router.forward(587, here, 587, { description: 'mailworthy 25' })
    at.router.forward(143, other, 143, { description: 'mailworthy 143' })
    const found = await strays(at.line, at.met, [here])
    expect(found?.map(({ external }) => external)).toEqual([465])
  })

  it('is not known where the table cannot be read', async () => {
    const at = await house({ upnp: false })
    expect(await strays(at.line, at.met, [here])).toBeUndefined()
  })
})
