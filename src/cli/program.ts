import { Command, Option } from 'commander'
import { pastPrograms } from './commands/history/past-programs.ts'
import { portsProgram } from './commands/ports/ports-program.ts'
import { watchProgram } from './commands/watch/watch-program.ts'
import type { Context } from './context.ts'
import { examples } from './examples.ts'
import { several } from './several.ts'

/** The commands of `mailworthy`. Each is loaded when it is called; `ended` is told its exit code. */
export function program(context: Context, ended: (code: number) => void): Command {
  const { terminal, version } = context
  const root = new Command('mailworthy')
    .description('Tells whether this internet line can carry a mail server: evidence, a verdict, and what to do.')
    .version(version, '--version', 'the version of this program')
    .helpOption('--help', 'this page')
    .configureHelp({ helpWidth: terminal.width })
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      // Said once, by the caller, on one line.
      outputError: () => undefined,
    })
    .addHelpText(
      'after',
      examples(
        'mailworthy check',
        'mailworthy check --probe https://203.0.113.5:8025#PIN',
        'mailworthy demo --scenario blocked-25',
        'mailworthy explain outbound.25.v4',
      ),
    )
  const command = (name: string, description: string) => root.command(name).description(description)

  command('check', 'Look at the line and judge it.')
    .addOption(several('--probe <url>', 'a probe that dials back: the line that mailworthy-probe printed'))
    .addOption(several('--stun <host:port>', 'ask this STUN server for our address, instead of the built-in ones'))
    .addOption(several('--mx <host>', 'try port 25 with this mail exchanger, instead of the built-in ones'))
    .addOption(several('--server <host:port>', 'try another mail port with this server, instead of the built-in ones'))
    .addOption(new Option('--portal <url=text>', 'a page in the clear and its text, to tell the network of a hotel'))
    .addOption(several('--resolver <address:port>', "ask this name server, instead of the system's"))
    .addOption(
      several('--blocklist <zone/kind=codes>', 'ask this blocklist, instead of the built-in ones; "none" for none'),
    )
    .option('--domain <name>', 'the domain that mail is to be for')
    .option('--host <name>', 'the name of the mail server')
    .addOption(several('--selector <name>', 'what the mail server signs with (DKIM): the s= of a signature'))
    .option('--relay <host:port>', 'a relay that sends for this line')
    .option('--interface <name>', 'the interface of the line that is meant')
    .option('--line <name>', 'what you call this line')
    .addOption(several('--only <id>', 'these checks alone; * stands for anything'))
    .addOption(several('--skip <id>', 'not these checks'))
    .option('--globalping', 'ask the public network Globalping to call your mail ports: it publishes what it measures')
    .option('--from <places>', 'where Globalping is to call from: FR,DE,US')
    .option('--globalping-api <url>', 'another place where that API is')
    .addOption(
      several(
        '--name-witness <server/type/name>',
        'ask this name server for our address, instead of the built-in ones',
      ),
    )
    .option(
      '--validation <signed/bogus>',
      'names that tell whether signatures are checked, instead of the built-in ones',
    )
    .addOption(several('--validator <address>', 'a resolver that checks signatures, for where yours does not'))
    .option('--allow-router', 'may open ports on the router for a moment, to try whether mail could come in')
    .option('--patience <factor>', 'multiplies every wait: 2 for a slow line (0.1 to 20)')
    .option('--user <name>', 'whom to become when started as root without sudo')
    .option('--lang <language>', 'the language of the report: en')
    .option('--config <file>', 'settings, instead of mailworthy.config.json here')
    .option('--letter <language>', 'below the report, a letter to the provider that asks for what is missing: en or fr')
    .option('--no-input', 'ask no questions')
    .option('--json', 'the report as JSON, alone on stdout')
    .option('--redact', 'without addresses, names and the words of others: fit for a forum')
    .option('--verbose', 'with all that was seen')
    .option('--save', 'keep the run for "mailworthy history", as is done unless told, and say at length if that fails')
    .option('--no-save', 'do not keep it; it is kept on this machine alone, and whole, also with --redact')
    .option('--explain-traffic', 'say who would be asked what, and ask nobody')
    .addHelpText(
      'after',
      examples(
        'mailworthy check',
        'mailworthy check --probe https://203.0.113.5:8025#PIN',
        'sudo mailworthy check --probe URL      (may listen on port 25; gives root up at once)',
        'mailworthy check --probe URL --allow-router',
        'mailworthy check --globalping --from FR,DE,US',
        'mailworthy check --only "outbound.*" --json',
        'mailworthy check --redact > for-the-forum.txt',
      ),
    )
    .addHelpText(
      'after',
      '\nExit code: 0 ready, 1 not ready, 2 not known, 64 wrong use, 70 a bug, 74 output not written, 130 interrupted.\nEvery setting can stand in mailworthy.config.json ({"probe": "https://…"}) or in a variable (MAILWORTHY_PROBE).',
    )
    .action(async (flags) => ended(await (await import('./commands/check.ts')).check(flags, context)))

  watchProgram(
    command('watch', 'Keep an eye on the line for days: is it there day and night, and is the address the same?'),
    context,
    ended,
  )

  pastPrograms(root, context, ended)

  portsProgram(
    command('ports', 'Ports of the router that lead to this machine: see, open, keep and close them.'),
    context,
    ended,
  )

  command('catalogue', 'List everything that can be asked, and every answer.')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('mailworthy catalogue', 'mailworthy catalogue --json'))
    .action(async (flags) => ended((await import('./commands/catalogue.ts')).catalogue(flags, context)))

  command('explain', 'What a check asks, what its answers mean, how to mend it.')
    .argument('<id>', 'a check, or one of its answers: ID/ANSWER')
    .addHelpText('after', examples('mailworthy explain line.nat.v4', 'mailworthy explain outbound.25.v4/filtered'))
    .action(async (id: string) => ended(await (await import('./commands/explain.ts')).explain(id, context)))

  command('reverse', 'What receivers make of the name that an address has, or could be given.')
    .argument('<address>', 'the address, IPv4 or IPv6')
    .option('--name <name>', 'judge this name, instead of looking up those that the address has')
    .option('--domain <name>', 'the domain that mail is to be for: names in it are yours')
    .option('--host <name>', 'the name of the mail server')
    .addOption(several('--resolver <address:port>', "ask this name server, instead of the system's"))
    .option('--patience <factor>', 'multiplies every wait: 2 for a slow line (0.1 to 20)')
    .option('--user <name>', 'whom to become when started as root without sudo')
    .option('--json', 'as JSON: {names, confirmed, class, because, …}')
    .addHelpText(
      'after',
      examples(
        'mailworthy reverse 203.0.113.5',
        'mailworthy reverse 203.0.113.5 --name mail.example.org --domain example.org',
        'mailworthy reverse 2001:db8::5 --json',
      ),
    )
    .addHelpText(
      'after',
      '\nExit code: 0 good, or with reservations, 1 mail from it would be turned away, 2 not known, 64 wrong use.',
    )
    .action(async (address: string, flags) =>
      ended(await (await import('./commands/reverse.ts')).reverse(address, flags, context)),
    )

  command('spf', 'What receivers make of a sender by SPF: which term decides, the tree of includes, what it takes.')
    .option('--ip <address>', 'the address that sends')
    .option('--mail-from <address>', 'whose mail it is: user@example.org; "" for a bounce')
    .option('--helo <name>', 'what the mail server calls itself: it is judged as well, and in place of a bounce')
    .option('--domain <name>', 'the domain, where no sender is named')
    .option('--record <text>', 'judge this record, as if the domain had it: before it is published')
    .addOption(several('--resolver <address:port>', 'ask this name server alone, and take it at its word'))
    .option('--patience <factor>', 'multiplies every wait: 2 for a slow line (0.1 to 20)')
    .option('--user <name>', 'whom to become when started as root without sudo')
    .option('--config <file>', 'settings, instead of mailworthy.config.json here')
    .option('--json', 'as JSON: {result, explanation, decidedBy, lookups, voidLookups, tree, …}')
    .addHelpText(
      'after',
      examples(
        'mailworthy spf --ip 203.0.113.5 --mail-from user@example.org --helo mail.example.org',
        'mailworthy spf --ip 203.0.113.5 --domain example.org --record "v=spf1 mx -all"',
        'mailworthy spf --ip 2001:db8::5 --helo mail.example.org --json',
      ),
    )
    .addHelpText(
      'after',
      '\nExit code: 0 pass, 1 any other result, 2 not known (temperror), 64 wrong use, 130 interrupted.',
    )
    .action(async (flags) => ended(await (await import('./commands/spf.ts')).spf(flags, context)))

  command('records', 'All records that a domain publishes for its mail server, and what of them is there.')
    .option('--domain <name>', 'the domain that mail is to be for')
    .option('--host <name>', 'the name of the mail server; mail.DOMAIN unless told')
    .option('--v4 <address>', 'the public IPv4 address of the line')
    .option('--v6 <address>', 'the public IPv6 address of the line')
    .addOption(several('--selector <name>', 'what the mail server signs with (DKIM): the s= of a signature'))
    .addOption(several('--resolver <address:port>', "ask this name server, instead of the system's"))
    .option('--patience <factor>', 'multiplies every wait: 2 for a slow line (0.1 to 20)')
    .option('--user <name>', 'whom to become when started as root without sudo')
    .option('--json', 'as JSON: {domain, host, zone, records, zoneFile, policy, …}')
    .addHelpText('after', examples('mailworthy records --domain example.org --v4 203.0.113.5'))
    .addHelpText(
      'after',
      '\nExit code: 0 what mail needs is there, 1 something is missing or differs, 2 not known, 64 wrong use.',
    )
    .action(async (flags) => ended(await (await import('./commands/records.ts')).records(flags, context)))

  command('demo', 'Watch it work on a scripted line: no root, no internet.')
    .option('--scenario <name>', 'which line')
    .option('--list', 'the lines there are')
    .option('--json', 'the report as JSON')
    .option('--redact', 'without addresses, names and the words of others')
    .option('--verbose', 'with all that was seen')
    .addHelpText(
      'after',
      examples('mailworthy demo', 'mailworthy demo --list', 'mailworthy demo --scenario cgnat --verbose'),
    )
    .action(async (flags) => ended(await (await import('./commands/demo.ts')).demo(flags, context)))
  return root
}
