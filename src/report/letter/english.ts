import type { Moment, Wording } from './wording.ts'
import type { MailName, Wish } from './wishes.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export const english: Wording = {
  to: (provider) => `To: ${provider}`,
  subject: ({ address }) => `Subject: My own mail server on my line${address === undefined ? '' : ` (${address})`}`,
  greeting: 'Dear Sir or Madam,',
  opening: ({ measured, address, tool }, wishes) =>
    `I am a customer of yours [customer number], and I would like to run a mail server of my own on my line. ${
      measured === undefined ? 'I' : `On ${spoken(measured)} I`
    } measured with ${tool} what the line${address === undefined ? '' : `, whose public IPv4 address was ${address},`} lets through. ${
      wishes === 1
        ? 'One thing remains that I cannot change at home:'
        : 'Some things remain that I cannot change at home:'
    }`,
  wish: (wish, { address }) => {
    switch (wish.asks) {
      case 'port-25-out':
        return portOut(wish)
      case 'ports-in':
        return portsIn(wish)
      case 'own-ipv4':
        return ownIpv4(wish, address)
      case 'fixed-ipv4':
        return wish.changed
          ? 'Please give my line a public IPv4 address that does not change. The one it has was seen to change, and other mail servers remember addresses for long.'
          : 'Please tell me whether the public IPv4 address of my line stays the same; if it does not, please give me one that does.'
      case 'reverse-name':
        return `Please set the reverse name (PTR record) of ${address ?? 'my public IPv4 address'} to ${called(wish.name)}, or tell me where I can set it myself. ${reverse[wish.because]}`
      case 'off-the-list':
        return `Please take ${address ?? 'my public IPv4 address'} off the list of lines that are not supposed to send mail${
          wish.lists.length === 0 ? '' : ` (${listed(wish.lists)})`
        }. The list says that you have put it there yourselves, and then only you can take it off.`
    }
  },
  closing: [
    'If something of this takes another contract, or costs a fee, please tell me which. I keep the report of the measurement, with every step and its time, and shall gladly send it to you.',
    'Thank you for your help.',
    'Yours faithfully,',
    '[name]',
  ],
}

function portOut({ met, servers, otherPorts }: Extract<Wish, { asks: 'port-25-out' }>): string {
  const whom = listed([...servers, 'a server of my own'])
  const ended = {
    silence: `Connections from my line to port 25 of ${whom} got no answer`,
    refusal: `Connections from my line to port 25 of ${whom} were turned back`,
    'another-server': 'When I called port 25 of a server of my own, another server answered in its place',
  }
  const control =
    otherPorts.length === 0 ? '' : `, while ${port(otherPorts)} of my server could be reached at the same time`
  return `Please let connections from my line to TCP port 25 of other mail servers out${
    met === 'another-server' ? ', unchanged and to the server that they are meant for' : ''
  }. ${ended[met]}${control}. If it is not your network that does this, please tell me so: then I shall look for the cause at home.`
}

function portsIn({ ports, allLow, arrived, router, sure }: Extract<Wish, { asks: 'ports-in' }>): string {
  const excluded = {
    opened: ', although my router had opened the way to my machine',
    none: ', although the public address is on my machine itself, with no router before it',
    'not-excluded': '',
  }[router]
  const control = [...(arrived.length > 0 ? [`${port(arrived)}`] : []), ...(allLow ? ['a port above 1023'] : [])]
  return `Please let connections from the internet to ${tcp(ports)} of my line in. Connections from a server outside did not arrive here${excluded}${
    control.length === 0 ? '' : `, while those to ${listed(control)} did at the same time`
  }.${sure ? '' : ' If it is not your network that keeps them out, please tell me so: then I shall look for the cause at home.'}`
}

function ownIpv4(
  { because, between, ownPorts }: Extract<Wish, { asks: 'own-ipv4' }>,
  address: string | undefined,
): string {
  const shared = address ?? 'its IPv4 address'
  const ask = 'Please give my line a public IPv4 address of its own.'
  switch (because) {
    case 'none':
      return `${ask} It has none, and most mail servers of others speak IPv4 alone.`
    case 'translated':
      return `${ask} Your network translates addresses before my router${
        between === undefined ? '' : ` (${between} lies between)`
      }. Connections to ${shared} do arrive today: please confirm at least that this address is mine alone, and stays so.`
    case 'shared-by-ports':
      return `${ask} It shares ${shared} with other customers${
        ownPorts === undefined ? ' by ports' : `, and has its ports ${ownPorts.from} to ${ownPorts.to} alone`
      }: others cannot reach all of my mail ports.`
    case 'carrier':
      return `${ask} It shares ${shared} with other customers (carrier-grade NAT${
        between === undefined ? '' : `; ${between} lies between my router and the internet`
      }), so nobody can connect to my server.`
  }
}

function called(known: MailName | undefined): string {
  if (known === undefined) return '[name of the mail server]'
  return known.is === 'its-own'
    ? known.name
    : `[${known.name}: a proposal, to be replaced by the name of the mail server where it has another]`
}

const reverse = {
  missing: 'It has none, and large receivers turn mail from such an address away.',
  generic:
    'The one it has is made up, as those of home lines are, and many receivers turn mail from such an address away.',
  'looks-generic':
    'The one it has looks as if nobody had chosen it, and some receivers turn mail from such an address away.',
  'leads-elsewhere':
    'The one it has does not lead back to the address, and large receivers turn mail from such an address away.',
  another: 'The one it has is not that of the mail server, and some receivers count that against mail.',
}

function spoken({ year, month, day, time }: Moment): string {
  return `${day} ${months[month - 1]} ${year} at ${time} UTC`
}

/** `TCP port 25`, `TCP ports 25 and 465`. */
function tcp(ports: readonly number[]): string {
  return ports.length === 0 ? 'the mail ports (TCP 25, 465, 587, 143, 993)' : `TCP ${port(ports)}`
}

function port(ports: readonly number[]): string {
  return `${ports.length === 1 ? 'port' : 'ports'} ${listed(ports.map(String))}`
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
