import { hosting } from '../knowledge/providers/hosting.ts'
import type { Provider } from '../knowledge/providers/provider.ts'
import { tunnels } from '../knowledge/providers/tunnels.ts'
import type { KnownProviders } from './known-providers.ts'
import { shortName } from './short-name.ts'
import { sourceLabel } from './source-label.ts'
import { forwarding, inwards, outwards, ownIpv4, reverseV4, type Statement } from './statements.ts'

/** More names than this are no help to anybody. */
const mostNames = 3

const relays =
  "your provider's, your domain registrar's, or a small paid one. It is reached on port 587 or 465, which are rarely blocked."

const checkAgain = 'Then run this check again.'

/** The steps that plans are made of: each a sentence or a few, with what is known of the provider where it helps. */
export const steps = {
  checkAgain,
  askEverything: 'Run the check again with all its checks, and with a probe (--probe).',
  tellServerOfRelay: 'Give the relay to your mail server as its "smarthost" or "relayhost".',
  checkThroughTunnel: 'Once the tunnel is up, check it as you checked the line: mailworthy check --interface NAME.',
  watchNights: 'Leave the line under watch for some days before you rely on it: nobody knows its nights yet.',
  setUp: 'Set up the mail server, and leave "mailworthy watch" running: it tells when something of the line changes.',
  followAddress:
    'Let a name of dynamic DNS follow the address, with a time to live of a few minutes, and name it as the exchanger (MX) of your domain.',
  findRelay: `Choose a relay that sends your mail for you: ${relays}`,
  anotherRelay: `Otherwise choose another relay: ${relays}`,

  /** Where the switch is, that there is none, or whom to ask. */
  openPort25Out: ({ brands }: KnownProviders) => portStep(brands, outwards, ({ outbound25 }) => outbound25?.value),
  openPort25In: ({ brands }: KnownProviders) => portStep(brands, inwardsKeptOut, ({ inbound25 }) => inbound25?.value),

  /** Where the reverse name is set, that it is not, or whom to ask: `remedy` is what to do about any line. */
  setReverseName({ brands }: KnownProviders, remedy: string): string {
    const known = toldOfOne(brands, reverseV4)
    if (known === undefined) return `${remedy}${toldElsewhere(brands)}`
    return reverseNameIsNotToBeHad({ brands })
      ? `Do not wait for a reverse name of your own. ${known}`
      : `Get a reverse name (PTR) of your own. ${known} ${checkAgain}`
  },

  askForAddress({ brands }: KnownProviders): string {
    const known = toldOfOne(brands, ownIpv4)
    const ask =
      known === undefined
        ? `Ask your provider for a public IPv4 address of your own (often called "full IPv4", "fixed IP" or "no CGNAT"): many give one on request, some for a small fee.${toldElsewhere(brands)}`
        : `Ask for a public IPv4 address of your own. ${known}`
    return `${ask} ${checkAgain}`
  },

  /** Asked to, the router lets mail in: then it is to be asked for as long as the server runs. */
  keepOpen: (ports: readonly number[]) =>
    `Let the router open the ports: "mailworthy ports keep" does it, and renews them for as long as it runs. It was tried with ${listed(ports.map(String))}.`,
  forwardByHand: ({ brands }: KnownProviders) =>
    sentences(
      "Or forward the ports to this machine for good, in the router's own pages.",
      toldOfOne(brands, (provider) => forwarding(provider)),
    ),
  /** Where forwards are set, where that is known. */
  whereForwards: ({ brands }: KnownProviders) => toldOfOne(brands, (provider) => forwarding(provider)),

  rentTunnel({ brands, country }: KnownProviders): string {
    const named = tunnelsNear(country).filter(({ name }) => !brands.some((brand) => brand.name === name))
    return `Take a tunnel with a fixed address of its own: a VPN that offers one with all ports open, such as ${listed(
      named.map((each) => `${shortName(each)}${each.country === country ? '' : ` (${each.country})`}`),
      'or',
    )} (${labelOf(named)}; ask first whether port 25 is open), or a small rented machine that passes ports 25, 465, 587, 143 and 993 on to your home.`
  },

  rentMachine(): string {
    const open = ['blocked-switch', 'blocked-request', 'open']
    const fit = hosting.filter(
      ({ outbound25, reverseV4 }) => open.includes(outbound25?.value ?? '') && reverseV4 !== undefined,
    )
    const unfit = hosting.filter(({ outbound25 }) => outbound25?.value === 'blocked-fixed')
    return `Rent the smallest virtual machine of a provider that lets port 25 out and lets you set the reverse name of its address: as far as is known one can have that at ${listed(
      fit.map(({ name }) => name),
    )}, after asking, and not at ${listed(
      unfit.map(({ name }) => name),
      'or',
    )} (sources of ${yearsOf([...fit, ...unfit])}).`
  },
} as const

/** Whether it is known that there is no point in asking for port 25 on the way out. */
export function port25IsNotToBeHad({ brands }: KnownProviders): boolean {
  return brands.length === 1 && brands[0]?.outbound25?.value === noWay
}

/** Whether it is known that the reverse name cannot be changed on a line of this kind. */
export function reverseNameIsNotToBeHad({ brands }: KnownProviders): boolean {
  return brands.length === 1 && brands[0]?.reverseV4?.value === 'no'
}

/** The same step, after another that may make it needless. */
export function otherwise(step: string): string {
  return `Otherwise ${step.charAt(0).toLowerCase()}${step.slice(1)}`
}

const noWay = 'blocked-fixed'

function inwardsKeptOut(provider: Provider): readonly Statement[] {
  return inwards(provider, { keptOut: true })
}

function portStep(
  brands: readonly Provider[],
  tell: (provider: Provider) => readonly Statement[],
  wordOf: (provider: Provider) => string | undefined,
): string {
  const [first] = brands
  const known = toldOfOne(brands, tell)
  if (first === undefined || known === undefined)
    return `Look in your account with the provider, or ask its support, whether port 25 can be opened: with several providers it is a switch.${toldElsewhere(brands)} ${checkAgain}`
  if (wordOf(first) === noWay) return `Do not wait for port 25. ${known}`
  return tell(first)[0]?.topic === 'port25Switch'
    ? `Open port 25. ${known} ${checkAgain}`
    : `Ask for port 25. ${known} ${checkAgain}`
}

/** What matters most in this, with who says so; only where it is certain whose line it is. */
function toldOfOne(
  brands: readonly Provider[],
  tell: (provider: Provider) => readonly Statement[],
): string | undefined {
  const [provider, another] = brands
  if (provider === undefined || another !== undefined) return undefined
  const [statement] = tell(provider)
  if (statement === undefined) return undefined
  return `${provider.name}: ${statement.says.replace(/[.]$/, '')} (${sourceLabel(statement.sources)}).`
}

function toldElsewhere(brands: readonly Provider[]): string {
  return brands.length < 2
    ? ''
    : ` What is known of ${listed(brands.map(({ name }) => name))} stands beside the finding.`
}

/** Of the same country where there are any: an association is joined, and met. */
function tunnelsNear(country: string | undefined): readonly Provider[] {
  const near = tunnels.filter((each) => each.country === country)
  const firstOfEach = tunnels.filter((each, at) => tunnels.findIndex((other) => other.country === each.country) === at)
  return (near.length > 0 ? near : firstOfEach).slice(0, mostNames)
}

/** Of the list that they are all on. */
function labelOf(some: readonly Provider[]): string {
  const [fact] = some.flatMap(({ fixedIp }) => fixedIp ?? [])
  return fact === undefined ? 'no source' : sourceLabel(fact.sources)
}

function yearsOf(some: readonly Provider[]): string {
  const years = some.flatMap(({ outbound25 }) => (outbound25?.sources ?? []).map(({ date }) => date.slice(0, 4))).sort()
  return `${years[0]} to ${years.at(-1)}`
}

function sentences(...some: readonly (string | undefined)[]): string {
  return some.filter((each) => each !== undefined).join(' ')
}

/** `a`, `a and b`, `a, b and c`. */
function listed(words: readonly string[], and = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`
}
