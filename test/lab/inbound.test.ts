import { expect, it } from 'vitest'
import { home, hosts, mailPorts, provider } from './addresses.ts'
import { heardOn, sayAtHome } from './classic.ts'
import { describeInLab } from './describe-in-lab.ts'
import { usersRefusal } from './gate.ts'
import { raise } from './raise.ts'
import type { World } from './world.ts'

const refusal = usersRefusal()
const hello = 'hello from home'
/** Half-open (`SYN-RECV`) in /proc/net/tcp. */
const halfOpen = /^ *\d+: \S+:0019 \S+ 03 /m

describeInLab('a word about what comes in does what it says', () => {
  it.each([
    ['mail', '220 neighbour.test ESMTP'],
    ['mute', 'refused'],
    ['silent', 'timed-out'],
  ] as const)('forwards to a neighbour that is %s', async (neighbour, heard) => {
    await using world = await raise({ forwards: mailPorts, forwardsTo: 'neighbour', neighbour })
    await sayAtHome(world, home.machine, 25, hello)
    expect(await heardFromOutside(world, 25)).toBe(heard)
  })

  it('the router answers itself, on that port alone', async () => {
    await using world = await raise({ forwards: [587], routerAnswers: [25] })
    await sayAtHome(world, home.machine, 587, hello)
    expect(await heardFromOutside(world, 25)).toBe('220 router-mail.test ESMTP')
    expect(await heardFromOutside(world, 587)).toBe(hello)
    expect(await heardFromOutside(world, 465)).toBe('timed-out')
  })

  it.each([
    [{ ports: [25], how: 'drop' }, 'timed-out', hello],
    [{ ports: [25], how: 'reject' }, 'refused', hello],
    [{ ports: 'all', how: 'drop' }, 'timed-out', 'timed-out'],
  ] as const)('the machine has a packet filter: %j', async (firewall, on25, on587) => {
    await using world = await raise({ forwards: [25, 587], firewall })
    await sayAtHome(world, home.machine, 25, hello)
    await sayAtHome(world, home.machine, 587, hello)
    expect(await heardFromOutside(world, 25)).toBe(on25)
    expect(await heardFromOutside(world, 587)).toBe(on587)
    expect(await heardOn(world, 'home', hosts.mx.v4, 25)).toMatch(/^220 /)
  })

  it.each([[['1-1023'], 'timed-out', hello] as const, ['all', 'timed-out', 'timed-out'] as const])(
    'the provider lets in no %s',
    async (blocked, low, high) => {
      await using world = await raise({ v4: 'direct', isp: { block: { in: blocked } } })
      await sayAtHome(world, provider.customer, 25, hello)
      await sayAtHome(world, provider.customer, 61_025, hello)
      expect(await heardFromOutside(world, 25)).toBe(low)
      expect(await heardFromOutside(world, 61_025)).toBe(high)
      expect(await heardOn(world, 'home', hosts.mx.v4, 25)).toMatch(/^220 /)
    },
  )

  it('replies go astray: connections stay half-open', async () => {
    await using world = await raise({ forwards: [25], replies: 'astray' })
    await sayAtHome(world, home.machine, 25, hello)
    expect(await heardFromOutside(world, 25)).toBe('timed-out')
    expect((await world.exec('home', ['cat', '/proc/net/tcp'])).stdout).toMatch(halfOpen)
    expect(await heardOn(world, 'home', hosts.mx.v4, 25)).toMatch(/^220 /)
  })

  it.each([
    ['as-the-caller', hosts.probe.v4],
    ['as-the-router', home.router],
  ] as const)('a filter in the router masks words, calling %s', async (calls, caller) => {
    await using world = await raise({ forwards: mailPorts, routerFilter: { ports: [25], calls } })
    const listening = ['sh', '-c', "printf '220 hello from home\\r\\n' | nc -n -v -l 25"]
    const nc = await world.start('home', listening, { name: 'nc', ready: { proto: 'tcp', port: 25 } })
    const talk = await world.exec('probe', ['nc', '-n', '-w', '2', provider.customer, '25'], { input: '' })
    expect(talk.stdout).toMatch(/^220 [* ]+\r\n$/)
    expect(await nc.log()).toContain(`Connection received on ${caller} `)
  })

  it('a real mail server answers on every port', async ({ skip }) => {
    skip(refusal !== undefined, refusal)
    await using world = await raise({ forwards: mailPorts, serves: 'mail' })
    expect(await heardFromOutside(world, 25)).toBe('220 mail.home.test ESMTP Postfix')
    expect(await heardFromOutside(world, 587)).toMatch(/^220 /)
    // Dovecot does not greet somebody who has closed already, as nc does when it has nothing to say.
    const imap = await world.exec('inet', ['nc', '-n', provider.customer, '143'], { input: 'x LOGOUT\r\n' })
    expect(imap.stdout).toMatch(/^\* OK /)
    expect(await heardInTls(world, 465)).toMatch(/^220 /)
    expect(await heardInTls(world, 993)).toMatch(/^\* OK /)
  })

  it('postscreen takes its time', async ({ skip }) => {
    skip(refusal !== undefined, refusal)
    await using world = await raise({ forwards: [25], serves: 'postscreen' })
    const patient = "{ sleep 7; printf 'QUIT\\r\\n'; } | nc -n -w 12 $0 25"
    const talk = await world.exec('inet', ['sh', '-c', patient, provider.customer])
    expect(talk.stdout).toMatch(/^220-mail\.home\.test.*\r\n220 mail\.home\.test/)
  })

  it.each([
    ['loopback-mail', 'refused', '220 loopback-mail.test ESMTP'],
    ['mute', 'silence', 'silence'],
    ['ssh', 'SSH-2.0-OpenSSH_9.2', 'SSH-2.0-OpenSSH_9.2'],
  ] as const)('%s holds port 25', async (serves, outside, inside) => {
    await using world = await raise({ forwards: [25], serves })
    expect(await heardFromOutside(world, 25)).toBe(outside)
    expect(await heardOn(world, 'home', '127.0.0.1', 25)).toBe(inside)
  })
})

function heardFromOutside(world: World, port: number): Promise<string> {
  return heardOn(world, 'inet', provider.customer, port)
}

async function heardInTls(world: World, port: number): Promise<string> {
  const argv = ['openssl', 's_client', '-quiet', '-connect', `${provider.customer}:${port}`]
  return (await world.exec('inet', argv, { input: 'QUIT\r\nx LOGOUT\r\n' })).stdout
}
