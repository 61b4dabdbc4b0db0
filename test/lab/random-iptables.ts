import fc from 'fast-check'
import { randomPorts } from './random-ruleset.ts'

const port = fc.constantFrom(...randomPorts, 443)

const ofTcp = fc.oneof(
  port.map((one) => `-m tcp --dport ${one}`),
  port.map((one) => `-m tcp ! --dport ${one}`),
  fc.tuple(port, port).map(([a, b]) => `-m multiport --dports ${a},${b},500:600`),
  port.map((one) => `-m multiport ! --dports ${one}`),
  fc.constantFrom(
    '-m tcp --dport 1:465',
    '-m tcp --sport 1024:65535',
    '-m tcp --sport 1:1023',
    '-m multiport --ports 25,443',
  ),
  fc.constantFrom('-m tcp --syn', '-m tcp ! --syn', '-m tcp --tcp-flags ALL NONE', '-m tcp --tcp-flags SYN,ACK ACK'),
  fc.constantFrom('-m tcpmss --mss 536:65535', '-m tcpmss ! --mss 536:65535'),
)

const protocol = fc.oneof(
  { weight: 4, arbitrary: ofTcp.map((match) => `-p tcp ${match}`) },
  { weight: 1, arbitrary: fc.constantFrom('-p tcp', '! -p tcp', '-p udp -m udp ! --dport 53', '') },
)

const matches = fc.constantFrom(
  '-m conntrack --ctstate NEW',
  '-m conntrack --ctstate RELATED,ESTABLISHED,DNAT',
  '-m conntrack ! --ctstate NEW,INVALID',
  '-m state --state NEW,UNTRACKED',
  '-m conntrack --ctdir ORIGINAL',
  '-m addrtype --dst-type LOCAL',
  '-m addrtype ! --src-type LOCAL',
  '-m mark --mark 0x1',
  '-m mark ! --mark 0x1/0x3',
  '-m connmark --mark 0',
  '-m pkttype --pkt-type unicast',
  '-m recent --set --name seen',
  '-m comment --comment "-j DROP \\" \\\\"',
  '-m comment --comment -j',
  '-m limit --limit 1000/sec',
)

const device = fc.constantFrom('', '', '-i eth0', '-i eth+', '! -i eth0', '! -i lo', '-i wlan0')

const addresses = {
  v4: fc.constantFrom('', '', '-s 198.51.100.0/24', '! -s 198.51.100.0/25', '! -d 203.0.113.7/32', '-d 203.0.113.0/29'),
  v6: fc.constantFrom('', '', '-s 2001:db8:100::/64', '! -s 2001:db8:100::10/128', '-d 2001:db8:1::/64'),
} as const

const chains = 3

/** A rule of a chain that may jump to the chains `c${below}` and up; none but the filter's may reject. */
function rule(family: 'v4' | 'v6', below: number, filters: boolean): fc.Arbitrary<string> {
  const further = Array.from({ length: chains - below }, (_, at) => `c${below + at}`)
  const target = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        '-j ACCEPT',
        '-j DROP',
        ...(filters ? ['-j REJECT', '-j REJECT', '-j REJECT', '-j RETURN'] : []),
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom('-j MARK --set-mark 1', '-j LOG --log-prefix "-j DROP"', '') },
    {
      weight: filters && further.length > 0 ? 3 : 0,
      arbitrary: fc.constantFrom('', ...further.flatMap((one) => [`-j ${one}`, `-g ${one}`])),
    },
  )
  return fc.tuple(device, addresses[family], protocol, fc.array(matches, { maxLength: 1 }), target).map(([...parts]) =>
    parts
      .flat()
      .filter((part) => part !== '')
      .join(' '),
  )
}

function tables(family: 'v4' | 'v6'): fc.Arbitrary<string> {
  const some = (below: number, filters: boolean, maxLength: number, minLength = 0) =>
    fc.array(rule(family, below, filters), { minLength, maxLength })
  return fc
    .record({
      policy: fc.constantFrom('ACCEPT', 'ACCEPT', 'DROP'),
      early: some(0, false, 2),
      input: some(0, true, 6, 3),
      own: fc.tuple(...Array.from({ length: chains }, (_, at) => some(at + 1, true, 4, 1))),
    })
    .map(({ policy, early, input, own }) =>
      [
        '*mangle',
        ':PREROUTING ACCEPT [0:0]',
        ...early.map((one) => `-A PREROUTING ${one}`),
        'COMMIT',
        '*filter',
        `:INPUT ${policy} [0:0]`,
        ...own.map((_, at) => `:c${at} - [0:0]`),
        ...input.map((one) => `-A INPUT ${one}`),
        ...own.flatMap((rules, at) => rules.map((one) => `-A c${at} ${one}`)),
        'COMMIT',
        '',
      ].join('\n'),
    )
}

/** Rules for iptables-restore and ip6tables-restore. */
export const randomIptables = fc.record({ v4: tables('v4'), v6: tables('v6') })
