import { spfCases } from './spf-cases.ts'

const other = (record: string) => ({ 'other.test TXT': [record] })

spfCases('RFC 7208 §6.1: redirect', {
  'the other record counts': {
    record: 'v=spf1 redirect=other.test',
    zone: other('v=spf1 ip4:192.0.2.1 -all'),
    result: 'pass',
    by: 'redirect=other.test > ip4:192.0.2.1',
    lookups: 1,
  },
  'with all that it says': {
    record: 'v=spf1 redirect=other.test',
    zone: other('v=spf1 ~all'),
    result: 'softfail',
    by: 'redirect=other.test > ~all',
  },
  'once no term of the own one matches': {
    record: 'v=spf1 redirect=other.test ip4:192.0.2.1',
    zone: other('v=spf1 -all'),
    result: 'pass',
    by: 'ip4:192.0.2.1',
    lookups: 0,
  },
  'neutral by default too': {
    record: 'v=spf1 redirect=other.test',
    zone: other('v=spf1'),
    result: 'neutral',
    reason: 'nothing-matched',
  },
  'without a record there it is permerror': {
    record: 'v=spf1 redirect=other.test',
    result: 'permerror',
    reason: 'leads-nowhere',
  },
  'to no name as well': {
    record: 'v=spf1 redirect=%{h}',
    helo: '[192.0.2.1]',
    result: 'permerror',
    reason: 'leads-nowhere',
  },
  'temperror there is temperror': {
    record: 'v=spf1 redirect=other.test',
    zone: { 'other.test TXT': 'timed-out' },
    result: 'temperror',
  },
  'permerror there is permerror': {
    record: 'v=spf1 redirect=other.test',
    zone: other('v=spf1 foo'),
    result: 'permerror',
    by: 'redirect=other.test > foo',
  },
  'it is about the domain that it leads to': {
    record: 'v=spf1 redirect=other.test',
    zone: { ...other('v=spf1 exists:%{d}.yes.test -all'), 'other.test.yes.test A': ['127.0.0.2'] },
    result: 'pass',
  },
  'macros are those of the own one': {
    record: 'v=spf1 redirect=%{l}.other.test',
    zone: { 'user.other.test TXT': ['v=spf1 +all'] },
    result: 'pass',
  },
  'a circle comes to its end': {
    record: 'v=spf1 redirect=example.test',
    result: 'permerror',
    reason: 'too-many-lookups',
  },
  'in an include': {
    record: 'v=spf1 include:inc.test -all',
    zone: { 'inc.test TXT': ['v=spf1 redirect=other.test'], ...other('v=spf1 ip4:192.0.2.1') },
    result: 'pass',
    by: 'include:inc.test > redirect=other.test > ip4:192.0.2.1',
  },
  'the name is case-insensitive': { record: 'v=spf1 ReDirect=other.test', zone: other('v=spf1 +all'), result: 'pass' },
})

const told = (text: string | readonly string[]) => ({ 'exp.test TXT': typeof text === 'string' ? [text] : text })
const refusing = 'v=spf1 -all exp=exp.test'

spfCases('RFC 7208 §6.2: exp', {
  'says why': {
    record: refusing,
    zone: told('See https://example.test/spf'),
    result: 'fail',
    explanation: 'See https://example.test/spf',
  },
  'only of a fail': {
    record: 'v=spf1 ~all exp=exp.test',
    zone: told('no'),
    result: 'softfail',
    explanation: null,
    doesNotAsk: ['exp.test TXT'],
  },
  'wherever it stands': { record: 'v=spf1 exp=exp.test -all', zone: told('no'), result: 'fail', explanation: 'no' },
  'with the sender in it': {
    record: refusing,
    zone: told('%{i} is not one of %{d}’s'.replace('’', "'")),
    result: 'fail',
    explanation: "192.0.2.1 is not one of example.test's",
  },
  'and the receiver': {
    record: refusing,
    zone: told('%{r} %{t} %{c}'),
    result: 'fail',
    explanation: 'receiver.test 1767323045 192.0.2.1',
  },
  'with an address as people write it': {
    record: refusing,
    zone: told('%{c} %{i3}'),
    ip: '2001:db8:0::1',
    result: 'fail',
    explanation: '2001:db8::1 0.0.1',
  },
  'at a name that macros make': {
    record: 'v=spf1 -all exp=%{l}.exp.test',
    zone: { 'user.exp.test TXT': ['no'] },
    result: 'fail',
    explanation: 'no',
  },
  'not where there is no such text': { record: refusing, result: 'fail', explanation: null },
  'not where there are two': { record: refusing, zone: told(['one', 'two']), result: 'fail', explanation: null },
  'not where it cannot be looked up': {
    record: refusing,
    zone: { 'exp.test TXT': 'lookup-failed' },
    result: 'fail',
    explanation: null,
  },
  'not where it has a syntax error': { record: refusing, zone: told('%{x}'), result: 'fail', explanation: null },
  'not where it is not ASCII': { record: refusing, zone: told('trop tôt'), result: 'fail', explanation: null },
  'not where it would become so': {
    record: refusing,
    zone: told('%{l} may not'),
    from: 'zoë@example.test',
    result: 'fail',
    explanation: null,
  },
  'not where the name is none': { record: 'v=spf1 -all exp=%{h}', helo: 'x y', result: 'fail', explanation: null },
  'not where it is empty': { record: refusing, zone: told(''), result: 'fail', explanation: null },
  'not of an included record': {
    record: 'v=spf1 include:inc.test -all',
    zone: { 'inc.test TXT': ['v=spf1 -all exp=exp.test'], ...told('no') },
    result: 'fail',
    explanation: null,
  },
  'of the own one where an include decides': {
    record: 'v=spf1 -include:inc.test ?all exp=exp.test',
    zone: { 'inc.test TXT': ['v=spf1 +all exp=other-exp.test'], ...told('mine'), 'other-exp.test TXT': ['theirs'] },
    result: 'fail',
    explanation: 'mine',
  },
  'of the record that a redirect leads to': {
    record: 'v=spf1 redirect=other.test exp=exp.test',
    zone: { ...other('v=spf1 -all exp=other-exp.test'), ...told('mine'), 'other-exp.test TXT': ['theirs, of %{d}'] },
    result: 'fail',
    explanation: 'theirs, of other.test',
  },
  'and of none where that has none': {
    record: 'v=spf1 redirect=other.test exp=exp.test',
    zone: { ...other('v=spf1 -all'), ...told('mine') },
    result: 'fail',
    explanation: null,
  },
})

spfCases('RFC 7208 §6: other modifiers', {
  'are ignored': { record: 'v=spf1 moo.cow-far_out=man:dog/cat ip4:192.0.2.1 -all', result: 'pass' },
  'also twice': { record: 'v=spf1 x=1 x=2 ip4:192.0.2.1 -all', result: 'pass' },
  'also without a value': { record: 'v=spf1 x= ip4:192.0.2.1 -all', result: 'pass' },
  'also where they are called like mechanisms': { record: 'v=spf1 ip4=192.0.2.1 -all', result: 'fail' },
  'also with macros': { record: 'v=spf1 x=%{d}%%%_%-%{c} ip4:192.0.2.1', result: 'pass' },
})
