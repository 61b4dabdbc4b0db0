import { spfCases } from './spf-cases.ts'

spfCases('RFC 7208 §5.3: a', {
  'an address of the domain': {
    record: 'v=spf1 a -all',
    zone: { 'example.test A': ['198.51.100.1', '192.0.2.1'] },
    result: 'pass',
    by: 'a',
    lookups: 1,
    voids: 0,
  },
  'an address of another': {
    record: 'v=spf1 a:host.test -all',
    zone: { 'host.test A': ['192.0.2.1'] },
    result: 'pass',
  },
  'its IPv4 network': { record: 'v=spf1 a/24 -all', zone: { 'example.test A': ['192.0.2.77'] }, result: 'pass' },
  'just outside of it': { record: 'v=spf1 a/25 -all', zone: { 'example.test A': ['192.0.2.129'] }, result: 'fail' },
  'a network of everyone': { record: 'v=spf1 a/0 -all', zone: { 'example.test A': ['198.51.100.1'] }, result: 'pass' },
  'but not without an address': { record: 'v=spf1 a/0 -all', result: 'fail' },
  'its IPv6 network': {
    record: 'v=spf1 a//64 -all',
    zone: { 'example.test AAAA': ['2001:db8::ffff'] },
    ip: '2001:db8::1',
    result: 'pass',
  },
  'both networks': {
    record: 'v=spf1 a:host.test/24//64 -all',
    zone: { 'host.test AAAA': ['2001:db8::ffff'] },
    ip: '2001:db8::1',
    result: 'pass',
  },
  'an IPv4 length says nothing of IPv6': {
    record: 'v=spf1 a/0 -all',
    zone: { 'example.test AAAA': ['2001:db8::ffff'] },
    ip: '2001:db8::1',
    result: 'fail',
  },
  'a name that does not exist is no match': { record: 'v=spf1 a:nobody.test ?all', result: 'neutral', voids: 1 },
  'a name without an address is no match': {
    record: 'v=spf1 a ?all',
    zone: { 'example.test AAAA': ['2001:db8::1'] },
    result: 'neutral',
    voids: 1,
  },
  'a name that is none is no match, and nobody is asked': {
    record: 'v=spf1 a:%{h} ?all',
    helo: 'JUMPIN’ JUPITER',
    result: 'neutral',
    voids: 0,
    lookups: 1,
  },
  'an address where a name should be is no match': {
    record: 'v=spf1 a:%{h} ?all',
    helo: '192.0.2.1',
    result: 'neutral',
    voids: 0,
  },
  'an answer that is no address is no match': {
    record: 'v=spf1 a ?all',
    zone: { 'example.test A': ['192.0.2'] },
    result: 'neutral',
  },
})

const exchangers = (count: number) => ({
  'example.test MX': Array.from({ length: count }, (_, index) => `${(index + 1) * 10} mx${index + 1}.test`),
  ...Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`mx${index + 1}.test A`, [`198.51.100.${index + 1}`]]),
  ),
})

spfCases('RFC 7208 §5.4: mx', {
  'an address of an exchanger': {
    record: 'v=spf1 mx -all',
    zone: { ...exchangers(3), 'mx3.test A': ['192.0.2.1'] },
    result: 'pass',
    by: 'mx',
    lookups: 1,
  },
  'its network': {
    record: 'v=spf1 mx/24//64 -all',
    zone: { ...exchangers(3), 'mx3.test A': ['192.0.2.77'] },
    result: 'pass',
  },
  'of another domain': {
    record: 'v=spf1 mx:other.test -all',
    zone: { 'other.test MX': ['10 mx1.test'], 'mx1.test A': ['192.0.2.1'] },
    result: 'pass',
  },
  'over IPv6': {
    record: 'v=spf1 mx -all',
    zone: { 'example.test MX': ['10 mx1.test'], 'mx1.test AAAA': ['2001:db8::1'] },
    ip: '2001:db8::1',
    result: 'pass',
  },
  'the domain’s own address is none without MX': {
    record: 'v=spf1 mx -all',
    zone: { 'example.test A': ['192.0.2.1'] },
    result: 'fail',
    voids: 1,
    doesNotAsk: ['example.test A'],
  },
  'a null MX has no address': {
    record: 'v=spf1 mx -all',
    zone: { 'example.test MX': ['0 .'] },
    result: 'fail',
    voids: 0,
  },
  'the MX lookup may fail': {
    record: 'v=spf1 mx -all',
    zone: { 'example.test MX': 'lookup-failed' },
    result: 'temperror',
  },
  'that of an exchanger too': {
    record: 'v=spf1 mx -all',
    zone: { ...exchangers(2), 'mx1.test A': 'timed-out' },
    result: 'temperror',
  },
  'exchangers without an address of the family are passed over, and not counted': {
    record: 'v=spf1 mx -all',
    zone: { ...exchangers(5), 'mx5.test AAAA': ['2001:db8::1'] },
    ip: '2001:db8::1',
    result: 'pass',
    voids: 0,
  },
  'best first': {
    record: 'v=spf1 mx -all',
    zone: { 'example.test MX': ['20 mx2.test', '10 mx1.test'], 'mx1.test A': ['192.0.2.1'], 'mx2.test A': 'timed-out' },
    result: 'pass',
  },
})

const reverse = '1.2.0.192.in-addr.arpa PTR'

spfCases('RFC 7208 §5.5: ptr', {
  'a name below the domain that leads back': {
    record: 'v=spf1 ptr -all',
    zone: { [reverse]: ['host.example.test'], 'host.example.test A': ['192.0.2.1'] },
    result: 'pass',
    by: 'ptr',
    lookups: 1,
  },
  'the domain itself': {
    record: 'v=spf1 ptr -all',
    zone: { [reverse]: ['EXAMPLE.test.'], 'example.test A': ['192.0.2.1'] },
    result: 'pass',
  },
  'of another domain': {
    record: 'v=spf1 ptr:other.test -all',
    zone: { [reverse]: ['a.other.test'], 'a.other.test A': ['192.0.2.1'] },
    result: 'pass',
  },
  'not a name that only ends alike': {
    record: 'v=spf1 ptr -all',
    zone: { [reverse]: ['bad-example.test'], 'bad-example.test A': ['192.0.2.1'] },
    result: 'fail',
  },
  'not a name that leads elsewhere': {
    record: 'v=spf1 ptr -all',
    zone: { [reverse]: ['host.example.test'], 'host.example.test A': ['192.0.2.2'] },
    result: 'fail',
  },
  'over IPv6': {
    record: 'v=spf1 ptr -all',
    zone: {
      [`1${'.0'.repeat(23)}.8.b.d.0.1.0.0.2.ip6.arpa PTR`]: ['host.example.test'],
      'host.example.test AAAA': ['2001:db8::1'],
    },
    ip: '2001:db8::1',
    result: 'pass',
  },
  'no name is a void': { record: 'v=spf1 ptr ?all', result: 'neutral', voids: 1 },
  'a failure to find the names is no match': {
    record: 'v=spf1 ptr ?all',
    zone: { [reverse]: 'timed-out' },
    result: 'neutral',
    voids: 0,
  },
  'a name that cannot be looked up is passed over': {
    record: 'v=spf1 ptr -all',
    zone: {
      [reverse]: ['a.example.test', 'b.example.test'],
      'a.example.test A': 'timed-out',
      'b.example.test A': ['192.0.2.1'],
    },
    result: 'pass',
  },
})
