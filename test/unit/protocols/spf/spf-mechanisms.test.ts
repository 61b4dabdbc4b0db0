import { spfCases } from './spf-cases.ts'

spfCases('RFC 7208 §5: mechanisms', {
  '5: an IPv4 address that comes as IPv6 is IPv4': {
    record: 'v=spf1 ip4:192.0.2.1 -all',
    ip: '::ffff:192.0.2.1',
    result: 'pass',
  },
  '5: and no part of an IPv6 network': { record: 'v=spf1 ip6:::/0 -all', ip: '::ffff:192.0.2.1', result: 'fail' },
  '5: a term about one family is not about the other': {
    record: 'v=spf1 ip4:0.0.0.0/0 -all',
    ip: '2001:db8::1',
    result: 'fail',
  },
  '5: nor is IPv6 about IPv4': { record: 'v=spf1 ip6:::/0 -all', result: 'fail' },
  '5: a lookup that fails is temperror': {
    record: 'v=spf1 a ip4:192.0.2.1 -all',
    zone: { 'example.test A': 'timed-out' },
    result: 'temperror',
    by: 'a',
    reason: 'lookup',
  },
  '5: only addresses of the sender’s family are asked for': {
    record: 'v=spf1 a -all',
    zone: { 'example.test A': 'timed-out', 'example.test AAAA': ['2001:db8::1'] },
    ip: '2001:db8::1',
    result: 'pass',
    doesNotAsk: ['example.test A'],
  },
  '5.1: all matches everyone': { record: 'v=spf1 -all', result: 'fail', by: '-all', lookups: 0 },
  '5.1: what stands behind all is not looked at': {
    record: 'v=spf1 -all a',
    result: 'fail',
    doesNotAsk: ['example.test A'],
  },
  '5.1: nor is a redirect, wherever it stands': {
    record: 'v=spf1 redirect=other.test ?all',
    zone: { 'other.test TXT': ['v=spf1 -all'] },
    result: 'neutral',
    doesNotAsk: ['other.test TXT'],
    lookups: 0,
  },
})

const included = (record: string | readonly string[]) => ({
  'inc.test TXT': typeof record === 'string' ? [record] : record,
})

spfCases('RFC 7208 §5.2: include', {
  'pass is a match': {
    record: 'v=spf1 include:inc.test -all',
    zone: included('v=spf1 ip4:192.0.2.1 -all'),
    result: 'pass',
    by: 'include:inc.test > ip4:192.0.2.1',
    lookups: 1,
  },
  'pass is a match for any qualifier': {
    record: 'v=spf1 -include:inc.test ?all',
    zone: included('v=spf1 +all'),
    result: 'fail',
    by: '-include:inc.test > +all',
  },
  'fail is no match': {
    record: 'v=spf1 include:inc.test ?all',
    zone: included('v=spf1 -all'),
    result: 'neutral',
    by: '?all',
  },
  'softfail is no match': { record: 'v=spf1 include:inc.test ?all', zone: included('v=spf1 ~all'), result: 'neutral' },
  'neutral is no match': { record: 'v=spf1 include:inc.test -all', zone: included('v=spf1 ?all'), result: 'fail' },
  'neutral by default is no match': {
    record: 'v=spf1 include:inc.test -all',
    zone: included('v=spf1'),
    result: 'fail',
  },
  'temperror is temperror': {
    record: 'v=spf1 include:inc.test ip4:192.0.2.1',
    zone: { 'inc.test TXT': 'lookup-failed' },
    result: 'temperror',
    by: 'include:inc.test > ',
    reason: 'lookup',
  },
  'temperror within is temperror': {
    record: 'v=spf1 include:inc.test ip4:192.0.2.1',
    zone: { ...included('v=spf1 a'), 'inc.test A': 'timed-out' },
    result: 'temperror',
    by: 'include:inc.test > a',
  },
  'permerror is permerror': {
    record: 'v=spf1 include:inc.test ip4:192.0.2.1',
    zone: included('v=spf1 foo'),
    result: 'permerror',
    by: 'include:inc.test > foo',
    reason: 'syntax',
  },
  'several records are permerror': {
    record: 'v=spf1 include:inc.test ip4:192.0.2.1',
    zone: included(['v=spf1', 'v=spf1 a']),
    result: 'permerror',
    reason: 'several-records',
  },
  'none is permerror': {
    record: 'v=spf1 include:inc.test ip4:192.0.2.1',
    result: 'permerror',
    reason: 'leads-nowhere',
  },
  'a name that is none is permerror': {
    record: 'v=spf1 include:%{h} ip4:192.0.2.1',
    helo: '[192.0.2.1]',
    result: 'permerror',
    reason: 'leads-nowhere',
  },
  'is about the domain that it leads to, the sender stays': {
    record: 'v=spf1 include:inc.test -all',
    zone: { ...included('v=spf1 exists:%{d}.%{o}.yes.test -all'), 'inc.test.example.test.yes.test A': ['127.0.0.2'] },
    result: 'pass',
  },
  'may lead on': {
    record: 'v=spf1 include:a.test -all',
    zone: { 'a.test TXT': ['v=spf1 include:b.test'], 'b.test TXT': ['v=spf1 ip4:192.0.2.1'] },
    result: 'pass',
    by: 'include:a.test > include:b.test > ip4:192.0.2.1',
    lookups: 2,
  },
  'that leads back to itself comes to its end': {
    record: 'v=spf1 include:example.test -all',
    result: 'permerror',
    reason: 'too-many-lookups',
    lookups: 10,
  },
  'that leads round in a circle as well': {
    record: 'v=spf1 include:a.test -all',
    zone: { 'a.test TXT': ['v=spf1 include:example.test -all'] },
    result: 'permerror',
    reason: 'too-many-lookups',
  },
})

spfCases('RFC 7208 §5.6: ip4 and ip6', {
  'an address': { record: 'v=spf1 ip4:192.0.2.1 -all', result: 'pass', lookups: 0 },
  'is all 32 bits': { record: 'v=spf1 ip4:192.0.2.0 -all', result: 'fail' },
  'a network, whatever its last bits': { record: 'v=spf1 ip4:192.0.2.255/24 -all', result: 'pass' },
  'of 31 bits': { record: 'v=spf1 ip4:192.0.2.0/31 -all', result: 'pass' },
  'of none': { record: 'v=spf1 ip4:1.1.1.1/0 -all', result: 'pass' },
  IPv6: { record: 'v=spf1 ip6:2001:db8::1 -all', ip: '2001:DB8:0::0001', result: 'pass' },
  'an IPv6 network': { record: 'v=spf1 ip6:2001:db8:ffff::/32 -all', ip: '2001:db8::1', result: 'pass' },
  'of an odd length': { record: 'v=spf1 ip6:2001:db8::/127 -all', ip: '2001:db8::1', result: 'pass' },
  'of none, IPv6': { record: 'v=spf1 ip6:::1.1.1.1/0 -all', ip: '2001:db8::1', result: 'pass' },
  'an IPv6 network written around IPv4': { record: 'v=spf1 ip6:::ffff:192.0.2.1 -all', result: 'fail' },
  'is still one of IPv6': { record: 'v=spf1 ip6:::ffff:192.0.2.1/1 -all', ip: '2001:db8::1', result: 'pass' },
})

spfCases('RFC 7208 §5.7: exists', {
  'an address': {
    record: 'v=spf1 exists:yes.test -all',
    zone: { 'yes.test A': ['127.0.0.2'] },
    result: 'pass',
    by: 'exists:yes.test',
  },
  'is asked for over IPv4 by IPv6 too': {
    record: 'v=spf1 exists:yes.test -all',
    zone: { 'yes.test A': ['127.0.0.2'] },
    ip: '2001:db8::1',
    result: 'pass',
  },
  'an IPv6 address is none': {
    record: 'v=spf1 exists:yes.test -all',
    zone: { 'yes.test AAAA': ['2001:db8::1'] },
    ip: '2001:db8::1',
    result: 'fail',
    voids: 1,
  },
  'of the sender': {
    record: 'v=spf1 exists:%{ir}.%{l1r-}.list.test -all',
    zone: { '1.2.0.192.user.list.test A': ['127.0.0.2'] },
    result: 'pass',
  },
  'a failure is temperror': {
    record: 'v=spf1 exists:yes.test -all',
    zone: { 'yes.test A': 'lookup-failed' },
    result: 'temperror',
  },
})
