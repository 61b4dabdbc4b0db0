import { expect, it } from 'vitest'
import { home } from './addresses.ts'
import { describeInLab } from './describe-in-lab.ts'
import { usersRefusal } from './gate.ts'
import { portsAtHome } from './ports-at-home.ts'
import { raise } from './raise.ts'
import { routerRules } from './router-rules.ts'

/** Stands in for the program: opens the port that it is told, says so, and takes its time. */
const upnpc = `upnpc -u http://${home.router}:5000/rootDesc.xml`
const opens = ['sh', '-c', `${upnpc} -a ${home.machine} 2525 "$0" TCP 600 >/dev/null; echo open; sleep 30`]
const mapping = { proto: 'tcp', external: 25, to: { address: home.machine, port: 2525 } }

describeInLab('a program that opens ports', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('is cut off in the middle by %s', async (signal) => {
    await using world = await raise({ portMapping: {} })
    const ports = await portsAtHome(world, { program: opens })
    const ended = await ports.cut(['25'], signal, ({ mappings }) => mappings.length > 0)
    expect(ended.signal).toBe(signal)
    expect((await routerRules(world)).mappings).toEqual([mapping])
  })

  it('is waited for, and told to go', async () => {
    await using world = await raise({ portMapping: {} })
    const ports = await portsAtHome(world, { program: opens })
    const kept = await ports.start(['25'], /^open$/)
    expect((await routerRules(world)).mappings).toEqual([mapping])
    expect(await kept.stop('SIGINT')).toMatchObject({ signal: 'SIGINT', stdout: 'open\n' })
  })

  it('remembers, whoever runs it', async ({ skip }) => {
    skip(usersRefusal() !== undefined, usersRefusal())
    await using world = await raise({})
    const program = ['sh', '-c', 'echo "$0" >>"$XDG_STATE_HOME/said"; cat "$XDG_STATE_HOME/said"; id -u']
    const nobody = await portsAtHome(world, { as: 'ordinary', program })
    const root = await portsAtHome(world, { program })
    expect(await nobody.run('one')).toMatchObject({ code: 0, stdout: 'one\n65534\n' })
    expect(await root.run('two')).toMatchObject({ code: 0, stdout: 'one\ntwo\n0\n' })
  })
})
