import { type SpfCase, spfCases } from './spf-cases.ts'
import type { SpfZone } from './spf-zone.ts'

/** Mail from strong-bad@email.example.test passes if the macro becomes `name`. */
const at = (macro: string, name: string, more: Partial<SpfCase> = {}): SpfCase => ({
  zone: {
    'email.example.test TXT': [`v=spf1 exists:${macro}.yes.test -all`],
    [`${name}.yes.test A`]: ['127.0.0.2'],
  },
  from: 'strong-bad@email.example.test',
  result: 'pass',
  ...more,
})

// The table of §7.4, whose sender is strong-bad@email.example.com at 192.0.2.3.
spfCases('RFC 7208 §7: macros', {
  '7.4: %{o}': at('%{o}', 'email.example.test'),
  '7.4: %{d}': at('%{d}', 'email.example.test'),
  '7.4: %{d4}': at('%{d4}', 'email.example.test'),
  '7.4: %{d3}': at('%{d3}', 'email.example.test'),
  '7.4: %{d2}': at('%{d2}', 'example.test'),
  '7.4: %{d1}': at('%{d1}', 'test'),
  '7.4: %{dr}': at('%{dr}', 'test.example.email'),
  '7.4: %{d2r}': at('%{d2r}', 'example.email'),
  '7.4: %{l}': at('%{l}', 'strong-bad'),
  '7.4: %{l-}': at('%{l-}', 'strong.bad'),
  '7.4: %{lr}': at('%{lr}', 'strong-bad'),
  '7.4: %{lr-}': at('%{lr-}', 'bad.strong'),
  '7.4: %{l1r-}': at('%{l1r-}', 'strong'),
  '7.4: %{ir}.%{v}._spf.%{d2}': at('%{ir}.%{v}._spf.%{d2}', '1.2.0.192.in-addr._spf.example.test'),
  '7.4: %{lr-}.lp._spf.%{d2}': at('%{lr-}.lp._spf.%{d2}', 'bad.strong.lp._spf.example.test'),
  '7.4: %{lr-}.lp.%{ir}.%{v}._spf.%{d2}': at(
    '%{lr-}.lp.%{ir}.%{v}._spf.%{d2}',
    'bad.strong.lp.1.2.0.192.in-addr._spf.example.test',
  ),
  '7.4: the nibbles of IPv6': at(
    '%{ir}.%{v}._spf.%{d2}',
    `1.0.b.c${'.0'.repeat(20)}.8.b.d.0.1.0.0.2.ip6._spf.example.test`,
    { ip: '2001:db8::cb01' },
  ),
  '7.2: %{s}': at('%{s}', 'strong-bad@email.example.test'),
  '7.2: %{h}': at('%{h}', 'mail.example.test'),
  '7.2: letters may be capital': at('%{D2}', 'example.test'),
  '7.3: capital letters escape': at('%{L}', 'strong-bad%2bx', { from: 'strong-bad+x@email.example.test' }),
  '7.3: without a capital they do not': at('%{l}', 'strong-bad+x', { from: 'strong-bad+x@email.example.test' }),
  '7.3: several delimiters': at('%{l+-}', 'strong.bad.x', { from: 'strong-bad+x@email.example.test' }),
  '7.3: all delimiters': at('%{lr.-+,/_=}', 'g.f.e.d.c.b.a', { from: 'a-b+c,d/e_f=g@email.example.test' }),
  '7.3: more parts than there are': at('%{d99999999999999999999}', 'email.example.test'),
  '7.3: R is r': at('%{d2R}', 'example.email'),
  '7.1: %% is a percent sign': at('a%%b', 'a%b'),
  '7.1: %- is %20': at('a%-b', 'a%20b'),
  '7.1: %_ is a space, which no name has': { record: 'v=spf1 exists:a%_b.yes.test ?all', result: 'neutral', voids: 0 },
  '7.1: a domain may end in a macro': {
    record: 'v=spf1 a:%{h} -all',
    zone: { 'mail.example.test A': ['192.0.2.1'] },
    result: 'pass',
  },
  '7.1: and in an escape': { record: 'v=spf1 a:x.%% ?all', result: 'neutral' },
  '7.1: but not in a text without a dot': { record: 'v=spf1 a:%{d}com ?all', result: 'permerror' },
  '7.1: a lone percent sign': { record: 'v=spf1 exists:%.test ?all', result: 'permerror' },
  '7.1: other brackets': { record: 'v=spf1 exists:%(ir).test ?all', result: 'permerror' },
  '7.1: no end': { record: 'v=spf1 exists:%{ir.test ?all', result: 'permerror' },
  '7.1: another letter': { record: 'v=spf1 exists:%{k}.test ?all', result: 'permerror' },
  '7.1: another order': { record: 'v=spf1 exists:%{dr2}.test ?all', result: 'permerror' },
  '7.1: another delimiter': { record: 'v=spf1 exists:%{d;}.test ?all', result: 'permerror' },
  '7.2: %{c} is for explanations': { record: 'v=spf1 exists:%{c}.test ?all', result: 'permerror' },
  '7.2: %{r} is for explanations': { record: 'v=spf1 exists:%{r}.test ?all', result: 'permerror' },
  '7.2: %{t} is for explanations': { record: 'v=spf1 exists:%{t}.test ?all', result: 'permerror' },
  '7.3: zero parts': { record: 'v=spf1 exists:%{d0}.test ?all', result: 'permerror' },
  '7.3: a name that is too long loses labels on its left': {
    record: `v=spf1 exists:${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(56)}.yes.test -all`,
    zone: { [`${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(56)}.yes.test A`]: ['127.0.0.2'] },
    result: 'pass',
  },
  '7.3: to 253 characters and no fewer': {
    record: `v=spf1 exists:${'a'.repeat(62)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(52)}.yes.test -all`,
    zone: { [`${'a'.repeat(62)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(52)}.yes.test A`]: ['127.0.0.2'] },
    result: 'pass',
  },
  '7.3: a label that is too long makes no name': {
    record: `v=spf1 exists:${'a'.repeat(64)}.yes.test ?all`,
    result: 'neutral',
    voids: 0,
  },
  '7.3: a local part with an empty label makes none': {
    record: 'v=spf1 exists:%{l}.yes.test ?all',
    from: 'a..b@example.test',
    result: 'neutral',
    voids: 0,
  },
})

const reverse = '1.2.0.192.in-addr.arpa PTR'
const named = (...names: readonly string[]) => ({
  [reverse]: names,
  ...Object.fromEntries(names.map((name) => [`${name} A`, ['192.0.2.1']])),
})
const byName = (name: string, zone: SpfZone, more: Partial<SpfCase> = {}): SpfCase => ({
  record: 'v=spf1 exists:%{p}.yes.test -all',
  zone: { ...zone, [`${name}.yes.test A`]: ['127.0.0.2'] },
  result: 'pass',
  ...more,
})

spfCases('RFC 7208 §7.3: %{p}', {
  'the domain before all others': byName('example.test', named('a.test', 'x.example.test', 'example.test')),
  'then what is below it': byName('x.example.test', named('a.test', 'x.example.test')),
  'then any': byName('a.test', named('a.test')),
  'but only one that leads back': byName('b.test', { ...named('a.test', 'b.test'), 'a.test A': ['198.51.100.1'] }),
  'unknown where none does': byName('unknown', { [reverse]: ['a.test'] }),
  'unknown where there is none': byName('unknown', {}, { voids: 1 }),
  'unknown where that cannot be looked up': byName('unknown', { [reverse]: 'timed-out' }, { voids: 0 }),
  'costs nothing in an explanation': {
    record: 'v=spf1 -all exp=exp.test',
    zone: { ...named('a.test'), 'exp.test TXT': ['%{p} may not'] },
    result: 'fail',
    explanation: 'a.test may not',
    lookups: 0,
  },
})

spfCases('RFC 8616 §4: international mail', {
  'a local part that is not ASCII matches nothing': {
    record: 'v=spf1 exists:%{l}.yes.test ?all',
    from: 'zoë@example.test',
    result: 'neutral',
    voids: 0,
  },
  'nor does it include anything': {
    record: 'v=spf1 include:%{l}.yes.test ?all',
    from: 'zoë@example.test',
    result: 'neutral',
  },
  'it has nowhere to be redirected to': {
    record: 'v=spf1 redirect=%{s}.yes.test',
    from: 'zoë@example.test',
    result: 'permerror',
  },
  'other terms do not mind': { record: 'v=spf1 ip4:192.0.2.1 -all', from: 'zoë@example.test', result: 'pass' },
})

spfCases('RFC 7208 §11: what was seen in the wild', {
  '11.1: an address family that the record forgets fails': {
    record: 'v=spf1 ip4:192.0.2.1 -all',
    ip: '2001:db8::1',
    result: 'fail',
  },
  '11.5: a record of macros alone is bounded': {
    record: `v=spf1 exists:${'%{s}'.repeat(5_000)}.test ?all`,
    result: 'neutral',
    voids: 0,
  },
  '3.1: text that is not ASCII': { record: 'v=spf1 ip4:192.0.2.1 \u{fffd} -all', result: 'permerror' },
})
