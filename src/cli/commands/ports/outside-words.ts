import { failures } from '../../../core/failure.ts'
import { listedPorts } from './listed-ports.ts'
import type { PortOutside } from './port-outside.ts'
import type { Told } from './told.ts'

/** What somebody outside met at ports that the router has opened, and what to do about it. */
export function outsideWords(outside: PortOutside, ports: readonly number[], elsewhere: boolean): Told {
  const them = ports.length < 2 ? 'it' : 'them'
  const stays = `The router has ${them} open still; "mailworthy ports close ${ports.join(' ')}" closes ${them}.`
  switch (outside.kind) {
    case 'proved':
      return { mark: 'good', says: 'The probe came in from outside: proved.' }
    case 'answered': {
      const greeting = outside.greeting === undefined ? '' : ` with "${outside.greeting}"`
      if (elsewhere) return { mark: 'good', says: `The probe was answered there${greeting}.` }
      return {
        mark: 'open',
        says: `The probe was answered there${greeting}, but that it was this machine could not be proved.`,
        remedy:
          "Compare that with your server's own greeting. To have proof, stop the server for a moment and try again.",
      }
    }
    case 'other-machine':
      return {
        mark: 'bad',
        says: 'The probe was answered, but not by this machine: another one, or the router itself, takes the port.',
        remedy: `Look in the router's pages for a rule or a service of its own with that port. ${stays}`,
      }
    case 'altered':
      return {
        mark: 'bad',
        says: 'The probe came in, but it heard other words than ours: something on the way meddles with them.',
        remedy: `Switch off what the router calls "SMTP fixup", "inspection", "ALG" or "mail filter". ${stays}`,
      }
    case 'reply-lost':
      return {
        mark: 'bad',
        says: 'The probe came in, but our answer did not reach it.',
        remedy: `The way out differs from the way in: see whether this machine has a second uplink or a VPN. ${stays}`,
      }
    case 'nothing-arrives':
      return {
        mark: 'bad',
        says: `But nothing arrives: the probe's connection ${lost[outside.result]}.`,
        remedy: `"mailworthy check --allow-router" with the same probe tells who keeps it out: another router, the provider, or this machine. ${stays}`,
      }
    case 'shut-here':
      return outside.by === 'firewall'
        ? {
            mark: 'bad',
            says: "But this machine's own firewall turns callers away.",
            remedy: `Open TCP ${listedPorts(ports)} there (ufw allow ${ports[0]}/tcp, firewall-cmd --add-port=${ports[0]}/tcp, or its nft rules). ${stays}`,
          }
        : {
            mark: 'bad',
            says: 'But the server here listens for this machine alone (127.0.0.1), so nobody gets in.',
            remedy: `Let it listen on all addresses (Postfix: inet_interfaces = all). ${stays}`,
          }
    case 'cannot-listen':
      return {
        mark: 'open',
        says:
          outside.failure === 'not-permitted'
            ? 'Whether anybody gets in was not tried: no server listens there, and this program may not.'
            : `Whether anybody gets in was not tried: ${failures[outside.failure]}.`,
        remedy:
          outside.failure === 'not-permitted'
            ? `Start your mail server, or run this once with sudo, which lets it listen on low ports; then try again. ${stays}`
            : `"ss -tlnp" tells what listens on this machine, and where. ${stays}`,
      }
    case 'probe-unable':
      return {
        mark: 'open',
        says: 'Whether anybody gets in could not be told: the probe has not shown that it can dial that port anywhere.',
        remedy: `Try another probe, or wait a few minutes. ${stays}`,
      }
    case 'unfinished':
      return {
        mark: 'open',
        says: `Whether anybody gets in could not be told: ${unfinished[outside.call]}.`,
        remedy: `Try again in a few minutes. ${stays}`,
      }
    case 'not-dialled':
      return {
        mark: 'open',
        says: 'Whether anybody gets in was not tried: a probe dials the mail ports (25, 465, 587, 143, 993) alone.',
      }
  }
}

const lost = {
  refused: 'was refused on the way',
  'timed-out': 'was lost without a word',
  unreachable: 'was turned back on the way',
} as const

const unfinished: Readonly<Record<Extract<PortOutside, { kind: 'unfinished' }>['call'], string>> = {
  done: 'the probe gave no result',
  'broken-off': 'the connection to the probe broke off',
  busy: 'the probe has too much to do',
  spent: 'the session with the probe had ended',
  untrusted: 'another key answered in place of the probe',
  incompatible: 'the probe did not understand the request',
  unreachable: 'the probe could not be reached any more',
  'address-changed': 'the public address changed in the middle of it',
  'nothing-to-dial': 'there was nothing to dial',
}
