import { spfCases } from './spf-cases.ts'

const addresses = (count: number) => Array.from({ length: count }, (_, index) => `198.51.100.${index + 1}`)
const exchangers = (count: number) => ({
  'example.test MX': Array.from({ length: count }, (_, index) => `${(index + 1) * 10} mx${index + 1}.test`),
  ...Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`mx${index + 1}.test A`, [`198.51.100.${index + 1}`]]),
  ),
})
const included = (record: string | readonly string[]) => ({
  'inc.test TXT': typeof record === 'string' ? [record] : record,
})
const reverse = '1.2.0.192.in-addr.arpa PTR'
const terms = (count: number, term: string) => Array.from({ length: count }, () => term).join(' ')
const known = { 'example.test A': ['198.51.100.1'], 'example.test MX': ['10 mx.test'], 'mx.test A': ['198.51.100.1'] }

spfCases('RFC 7208 §4.6.4: limits', {
  'ten terms may ask': {
    record: `v=spf1 ${terms(10, 'a')} ip4:192.0.2.1 -all`,
    zone: known,
    result: 'pass',
    lookups: 10,
  },
  'the eleventh may not': {
    record: `v=spf1 ${terms(11, 'a')} ip4:192.0.2.1 -all`,
    zone: known,
    result: 'permerror',
    reason: 'too-many-lookups',
    by: 'a',
  },
  'of whatever kind': {
    record: 'v=spf1 a mx a:mx.test exists:no.test ptr include:inc.test a mx a:mx.test a mx ip4:192.0.2.1',
    zone: { ...known, ...included('v=spf1 ?all'), [reverse]: ['x.test'] },
    result: 'permerror',
    reason: 'too-many-lookups',
  },
  'those of included records are counted with them': {
    record: 'v=spf1 a include:inc.test a ip4:192.0.2.1 -all',
    zone: { ...known, ...included(`v=spf1 ${terms(8, 'a')}`), 'inc.test A': ['198.51.100.1'] },
    result: 'permerror',
    reason: 'too-many-lookups',
  },
  'and the redirect': {
    record: `v=spf1 ${terms(10, 'a')} redirect=other.test`,
    zone: { ...known, 'other.test TXT': ['v=spf1 +all'] },
    result: 'permerror',
    reason: 'too-many-lookups',
    by: 'redirect=other.test',
  },
  'a redirect that is the tenth is followed': {
    record: `v=spf1 ${terms(9, 'a')} redirect=other.test`,
    zone: { ...known, 'other.test TXT': ['v=spf1 +all'] },
    result: 'pass',
    lookups: 10,
  },
  'a match comes before a limit that was not reached': {
    record: `v=spf1 ip4:192.0.2.1 ${terms(20, 'a')}`,
    zone: known,
    result: 'pass',
    lookups: 0,
  },
  'ip4, ip6 and all cost nothing': {
    record: `v=spf1 ${terms(40, 'ip4:198.51.100.1 ip6:2001:db8::1')} ?all`,
    result: 'neutral',
    lookups: 0,
  },
  'exp costs nothing': {
    record: `v=spf1 ${terms(10, 'a')} -all exp=exp.test`,
    zone: { ...known, 'exp.test TXT': ['no'] },
    result: 'fail',
    explanation: 'no',
    lookups: 10,
  },
  '%{p} is one more': {
    record: `v=spf1 ${terms(8, 'a')} a:%{p}.x.test ip4:192.0.2.1`,
    zone: { ...known, 'unknown.x.test A': ['198.51.100.1'] },
    result: 'pass',
    voids: 1,
    lookups: 10,
  },
  'which may be one too many': {
    record: `v=spf1 ${terms(9, 'a')} a:%{p}.x.test ip4:192.0.2.1`,
    zone: known,
    result: 'permerror',
    reason: 'too-many-lookups',
  },
  'two terms may find nothing': { record: 'v=spf1 a:no1.test a:no2.test ?all', result: 'neutral', voids: 2 },
  'a third may not': {
    record: 'v=spf1 a:no1.test mx:no2.test exists:no3.test ip4:192.0.2.1',
    result: 'permerror',
    reason: 'too-many-voids',
    by: 'exists:no3.test',
    voids: 3,
  },
  'nor may the same three times': {
    record: 'v=spf1 a:no.test a:no.test a:no.test ip4:192.0.2.1',
    result: 'permerror',
    reason: 'too-many-voids',
  },
  'also where they are far apart': {
    record: 'v=spf1 a:no1.test include:inc.test a:no3.test ip4:192.0.2.1',
    zone: included('v=spf1 a:no2.test'),
    result: 'permerror',
    reason: 'too-many-voids',
  },
  'ten exchangers are looked up': {
    record: 'v=spf1 mx ip4:192.0.2.1',
    zone: exchangers(10),
    result: 'pass',
    by: 'ip4:192.0.2.1',
  },
  'an eleventh is too many': {
    record: 'v=spf1 mx ip4:192.0.2.1',
    zone: exchangers(11),
    result: 'permerror',
    reason: 'too-many-exchangers',
    doesNotAsk: ['mx11.test A'],
  },
  'unless one of the ten matches': {
    record: 'v=spf1 mx -all',
    zone: { ...exchangers(11), 'mx10.test A': ['192.0.2.1'] },
    result: 'pass',
  },
  'many addresses of one name are no matter': {
    record: 'v=spf1 a -all',
    zone: { 'example.test A': [...addresses(200), '192.0.2.1'] },
    result: 'pass',
  },
  'ten names of a ptr are looked at': {
    record: 'v=spf1 ptr -all',
    zone: {
      [reverse]: [...Array.from({ length: 9 }, (_, index) => `${index}.example.test`), 'yes.example.test'],
      'yes.example.test A': ['192.0.2.1'],
    },
    result: 'pass',
  },
  'the eleventh is ignored': {
    record: 'v=spf1 ptr ?all',
    zone: {
      [reverse]: [...Array.from({ length: 10 }, (_, index) => `${index}.example.test`), 'yes.example.test'],
      'yes.example.test A': ['192.0.2.1'],
    },
    result: 'neutral',
    doesNotAsk: ['yes.example.test A'],
  },
})
