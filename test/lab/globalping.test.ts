import { expect, it } from 'vitest'
import { provider } from './addresses.ts'
import { describeInLab } from './describe-in-lab.ts'
import { raise } from './raise.ts'
import { playScenario, usualCommands } from './scenario.ts'
import { strangers } from './worlds/globalping.ts'

/** Whom the volunteers were sent to, in the world of that name. */
async function called(name: string): Promise<readonly string[]> {
  const known = strangers.find((each) => each.name === name)
  if (known === undefined) throw new Error(`there is no world called ${name}`)
  await using world = await raise(known.spec)
  await playScenario(world, usualCommands({ agent: known.flags ?? [], witnesses: 'built-in' }))
  const lines = (await world.log('globalping')).trim().split('\n')
  return [...new Set(lines.filter((line) => line.startsWith('calls ')))].toSorted()
}

describeInLab('the volunteers', () => {
  it('are sent to an exchanger first, and to nothing but the mail ports of the line', async () => {
    expect(await called('globalping-open')).toEqual([
      ...[143, 25, 465, 587, 993].map((port) => `calls ${provider.customer} on port ${port}`),
      'calls aspmx.l.google.com on port 25',
    ])
  })

  it('are sent nowhere where customers share an address', async () => {
    expect(await called('globalping-cgnat')).toEqual([])
  })
})
