import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checks } from '../../../src/checks/index.ts'
import type { Answered, Finding } from '../../../src/core/finding.ts'
import { letterOf } from '../../../src/report/letter.ts'
import { redact } from '../../../src/report/redact.ts'
import { type Report, reportOf } from '../../../src/report/report.ts'
import { answered, blocked25, cgnat, every, good, lineOf, marks, noProbe, runOf } from './runs.ts'

const options = { tool: { name: 'mailworthy', version: '0.1.0' }, relay: false, marks }
const reported = (findings: readonly Finding[], relay = false): Report =>
  reportOf(runOf(findings), { ...options, relay })
const letters = (findings: readonly Finding[]) => ({
  en: unbroken(letterOf(reported(findings), 'en')),
  fr: unbroken(letterOf(reported(findings), 'fr')),
})

/** Without the breaks of lines, to look for sentences. */
function unbroken(letter: string | undefined): string {
  return (letter ?? '').replace(/(?<!\n)\n(?!\n)\s*/g, ' ')
}

const [, address] = good.findings as readonly [Finding, Finding]
const by = (check: string, answer: string, fault: Answered['fault'], facts: unknown = {}) =>
  answered(check, answer, 'fail', { facts, ...(fault === undefined ? {} : { fault }) })

const filtered = by('outbound.25.v4', 'filtered', 'undetermined', {
  servers: [
    { host: 'mx.example.net', port: 25, ended: 'no-connection' },
    { host: 'mx.example.org', port: 25, ended: 'not-asked' },
  ],
  otherPorts: [465, 587],
})
const keptOut = by('inbound.blocker.v4', 'provider', 'provider', {
  arrived: [],
  missing: [25, 465],
  mapped: { arrived: [465], missing: [25], control: 'arrived' },
})
const tooEarly = answered('line.fixed.v4', 'too-early', 'warn')

type Row = readonly [what: string, finding: Answered, en: RegExp, fr: RegExp]

const table: readonly Row[] = [
  [
    'port 25 out, that gets no answer',
    filtered,
    /port 25 of mx\.example\.net and a server of my own got no answer, while ports 465 and 587 of my server could be reached/,
    /port 25 de mx\.example\.net et d’un serveur à moi sont restées sans réponse, alors qu’au même moment les ports 465 et 587/,
  ],
  [
    'port 25 out, that is turned back',
    by('outbound.25.v4', 'refused', 'undetermined'),
    /turned back\. If it/,
    /ont été refusées\. Si/,
  ],
  [
    'port 25 out, that another server takes',
    by('outbound.25.v4', 'intercepted', 'provider'),
    /another server answered/,
    /un autre serveur a répondu/,
  ],
  [
    'port 25 in, though the router opened it',
    keptOut,
    /to TCP port 25 of my line in\. .* although my router had opened the way to my machine, while those to port 465 did/,
    /vers le port TCP 25 de ma ligne\. .* alors que mon routeur avait ouvert le passage vers ma machine, tandis que celles vers le port 465/,
  ],
  [
    'all low ports',
    by('inbound.blocker.v4', 'provider-low-ports', 'provider', {
      missing: [25, 465, 993],
      arrived: [],
      mapped: null,
      controlArrived: true,
    }),
    /to TCP ports 25, 465 and 993 of .* no router before it, while those to a port above 1023 did/,
    /vers les ports TCP 25, 465 et 993 .* sans routeur devant elle, tandis que celles vers un port au-dessus de 1023/,
  ],
  [
    'port 25 in, which nobody knows who keeps out',
    by('inbound.25.v4', 'filtered', 'undetermined', { otherArrivals: [465, 46_025], mapped: 'untried' }),
    /did not arrive here, while those to port 465 did at the same time\. If it is not your network that keeps them out/,
    /ne sont pas arrivées ici, tandis que celles vers le port 465 arrivaient au même moment\. Si ce n’est pas votre réseau/,
  ],
  [
    'an address that the carrier shares',
    by('line.nat.v4', 'carrier', 'provider', { behindRouter: ['100.64.3.2'] }),
    /It shares 203\.0\.113\.7 with other customers \(carrier-grade NAT; 100\.64\.3\.2 lies/,
    /Elle partage l’adresse 203\.0\.113\.7 avec d’autres clients \(CGNAT, 100\.64\.3\.2/,
  ],
  [
    'an address that is shared by ports',
    by('line.nat.v4', 'shared-ports', 'provider', { ownPorts: { from: 40_960, to: 49_151 } }),
    /has its ports 40960 to 49151 alone/,
    /n’en a que les ports 40960 à 49151/,
  ],
  [
    'an address that leads here through the carrier',
    by('line.nat.v4', 'carrier-one-to-one', 'provider'),
    /mine alone, and stays so/,
    /n’est qu’à moi/,
  ],
  ['an address, for there is none', by('line.address.v4', 'none', 'provider'), /It has none/, /Elle n’en a pas/],
  ['an address that stays', by('line.fixed.v4', 'changes', 'provider'), /seen to change/, /La sienne a changé/],
  [
    'a reverse name',
    by('names.reverse.v4', 'missing', 'provider'),
    /reverse name \(PTR record\) .* \[name of the mail server\]/,
    /nom inverse \(enregistrement PTR\) \[nom du serveur de courriel\]/,
  ],
  [
    'the name of the mail server at this address',
    by('names.reverse.v4', 'not-the-mail-name', 'provider', { host: 'mx.example.org', domain: 'example.org' }),
    /of 203\.0\.113\.7 to mx\.example\.org, or tell/,
    /PTR\) mx\.example\.org, ou/,
  ],
  [
    'a name that is proposed, where only the domain is known',
    by('names.reverse.v4', 'missing', 'provider', { domain: 'example.org' }),
    /to \[mail\.example\.org: a proposal, /,
    /PTR\) \[mail\.example\.org\u00a0: une proposition, /,
  ],
  [
    'no name that was made of what stands for a name',
    by('names.reverse.v4', 'missing', 'provider', { domain: '(name-1)' }),
    /to \[name of the mail server\]/,
    /\[nom du serveur de courriel\]/,
  ],
  [
    'another reverse name',
    by('names.reverse.v4', 'generic', 'provider'),
    /The one it has is made up, .* many receivers/,
    /est attribué d’office, .* beaucoup de destinataires/,
  ],
  [
    'another name than one that only looks made up',
    by('names.reverse.v4', 'generic-static', 'provider'),
    /looks as if nobody had chosen it, and some receivers/,
    /semble attribué d’office, et certains destinataires/,
  ],
  ['a name that leads back', by('names.reverse.v4', 'unconfirmed', 'provider'), /does not lead back/, /ne ramène pas/],
  [
    'to be taken off a list',
    by('reputation.policy.v4', 'listed-by-provider', 'provider', {
      lists: [
        { list: 'Spamhaus ZEN', here: { said: 'codes', codes: [{ code: '127.0.0.10', kind: 'policy-by-provider' }] } },
        { list: 'Another', here: { said: 'codes', codes: [{ code: '127.0.0.4', kind: 'abuse' }] } },
      ],
    }),
    /take 203\.0\.113\.7 off the list of lines that are not supposed to send mail \(Spamhaus ZEN\)\./,
    /retirer 203\.0\.113\.7 de la liste des lignes qui ne doivent pas envoyer de courriel \(Spamhaus ZEN\)\./,
  ],
]

describe('a letter to the provider', () => {
  it.each(table)('asks for %s', (_what, finding, en, fr) => {
    const withAddress = finding.check === 'line.address.v4' ? [finding] : [address, finding]
    const letter = letters(withAddress)
    expect(letter.en).toMatch(en)
    expect(letter.fr).toMatch(fr)
    expect(letter.en).toMatch(/^Subject: /)
    expect(letter.fr).toMatch(/^Objet\u00a0: /)
    expect(letter.en).toContain('On 1 March 2026 at 10:00 UTC I measured with mailworthy 0.1.0')
    expect(letter.fr).toContain(
      'Le 1er mars 2026 à 10\u00a0h\u00a000 (UTC), j’ai mesuré avec le logiciel mailworthy 0.1.0',
    )
  })

  it('asks for several things in a numbered list, and then about the address too', () => {
    const { en, fr } = letters([address, filtered, keptOut, tooEarly])
    for (const letter of [en, fr]) expect(letter.match(/^\d\. /gm)).toEqual(['1. ', '2. ', '3. '])
    expect(en).toContain('3. Please tell me whether the public IPv4 address of my line stays the same')
  })

  it('has placeholders for what only the customer knows, and for nothing else', () => {
    const { en, fr } = letters([address, filtered, keptOut])
    expect(en.match(/\[[^\]]*\]/g)).toEqual(['[customer number]', '[name]'])
    expect(fr.match(/\[[^\]]*\]/g)).toEqual(['[numéro de client]', '[nom]'])
  })

  it('is to the provider, where there is no doubt whose line it is', () => {
    expect(letters([address, filtered, lineOf('free')]).en).toMatch(/^To: Free\n\n/)
    expect(letters([address, filtered, lineOf('shared')]).en).toMatch(/^Subject: /)
  })

  it('is not written where there is nothing to ask', () => {
    expect(letterOf(reported(good.findings), 'en')).toBeUndefined()
    expect(letterOf(reported(noProbe.findings), 'fr')).toBeUndefined()
    // Every first run leaves that open.
    expect(letterOf(reported([tooEarly]), 'en')).toBeUndefined()
    for (const fault of ['machine', 'router', 'zone', 'server'] as const)
      for (const [, finding] of table) expect(letterOf(reported([{ ...finding, fault }]), 'en')).toBeUndefined()
  })

  it('does not ask for ports of an address that is shared, nor for what a relay makes needless', () => {
    const nat = by('line.nat.v4', 'carrier', 'provider')
    expect(letters([address, nat, by('inbound.25.v4', 'filtered', 'undetermined')]).en).not.toContain('TCP port 25')
    expect(letterOf(reported([address, filtered], true), 'en')).toBeUndefined()
  })

  it('keeps to lines that can be quoted', () => {
    for (const language of ['en', 'fr'] as const)
      for (const [, finding] of table)
        for (const line of letterOf(reported([address, finding, tooEarly]), language)?.split('\n') ?? [])
          expect([...line].length).toBeLessThanOrEqual(72)
  })

  it('has no line in French that begins with a colon', () => {
    for (const [, finding] of table) expect(letterOf(reported([address, finding]), 'fr')).not.toMatch(/^:/m)
  })

  it('of a redacted report names no address', () => {
    for (const run of [blocked25, cgnat]) {
      const letter = letterOf(redact(reportOf(run, options), marks), 'en') ?? ''
      expect(letter).toContain('(address-1)')
      expect(letter).not.toMatch(/203\.0\.113|example|100\.64/)
    }
  })

  it('is whole for every run, and every answer there is', () => {
    const runs = [
      ...Object.values(every).map(({ findings }) => findings),
      ...checks.flatMap(({ id, answers }) =>
        Object.entries(answers).map(([answer, { verdict }]) => [answered(id, answer, verdict, { fault: 'provider' })]),
      ),
    ]
    const written = runs.flatMap((findings) => Object.values(letters(findings))).filter((letter) => letter !== '')
    expect(written.length).toBeGreaterThan(20)
    expect(written.filter((letter) => /undefined|null|NaN|\[object|\s,|\.\.|\(\)/.test(letter))).toEqual([])
  })

  it('is whole whatever the facts look like, and prints nothing that a terminal would obey', () => {
    const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null))
    const keys = [
      'servers',
      'host',
      'domain',
      'ended',
      'otherPorts',
      'missing',
      'arrived',
      'mapped',
      'behindRouter',
      'ownPorts',
      'from',
      'to',
      'lists',
      'list',
      'here',
      'codes',
    ]
    const facts = fc.dictionary(
      fc.constantFrom(...keys),
      fc.oneof(
        leaf,
        fc.array(fc.oneof(leaf, fc.dictionary(fc.constantFrom(...keys), leaf))),
        fc.dictionary(fc.constantFrom(...keys), leaf),
      ),
    )
    fc.assert(
      fc.property(
        facts,
        fc.constantFrom(...table),
        fc.constantFrom('en' as const, 'fr' as const),
        (some, [, finding], language) => {
          const letter = letterOf(reported([address, { ...finding, facts: some }]), language) ?? ''
          expect(letter.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
          expect(letter.endsWith(language === 'en' ? '[name]\n' : '[nom]\n')).toBe(true)
        },
      ),
    )
  })
})
