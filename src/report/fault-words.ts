import type { Fault } from '../core/verdict.ts'

const words: Readonly<Record<Fault, string>> = {
  machine: 'It is up to this machine.',
  router: 'It is up to your router.',
  provider: 'It is up to your provider.',
  zone: 'It is up to the DNS records of your domain.',
  server: 'It is up to your mail server.',
  undetermined: 'Whose doing it is cannot be told from what was seen.',
}

/** Not every server is the mail server. */
const otherServers: ReadonlyMap<string, string> = new Map([
  ['vantage.probe', 'It is up to whoever runs the probe.'],
  ['outbound.relay', 'It is up to whoever runs the relay.'],
  ['names.mta-sts', 'It is up to your servers: that of the page, or that of the mail.'],
])

/** Whose doing it is that a check came to a bad answer: a sentence. */
export function faultWords(fault: Fault, check: string): string {
  return (fault === 'server' ? otherServers.get(check) : undefined) ?? words[fault]
}
