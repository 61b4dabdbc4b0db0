import { type Command, Option } from 'commander'
import type { Context } from '../../context.ts'
import { examples } from '../../examples.ts'
import { wrapped } from '../../../report/wrapped.ts'
import { several } from '../../several.ts'

const exitCodes =
  'Exit code: 0 all is as was asked for; 1 the router refuses, another has the port, or something is left behind; 2 not known (no router answers, or the probe could not confirm); 64 wrong use; 70 a bug; 74 output not written; 130 interrupted.'
const keepExits = 'Ends with 0 on SIGTERM and with 130 on Ctrl-C where all is closed, with 1 where something is left.'

/** The commands of `mailworthy ports`. Each is loaded when it is called; `ended` is told its exit code. */
export function portsProgram(ports: Command, context: Context, ended: (code: number) => void): void {
  const paragraph = (text: string) => `\n${wrapped(text, context.terminal.width)}`
  const command = (name: string, description: string) =>
    forAll(ports.command(name).description(description)).addHelpText('after', paragraph(exitCodes))

  ports.addHelpText(
    'after',
    examples(
      'mailworthy ports list',
      'mailworthy ports open 25 465 993',
      'mailworthy ports keep       (opens the mail ports, and keeps them open)',
      'mailworthy ports close',
    ),
  )

  command('list', 'What the router leads where, and which languages it understands. Changes nothing.')
    .addHelpText('after', examples('mailworthy ports list', 'mailworthy ports list --json'))
    .action(async (flags) => ended(await (await import('./list.ts')).list(flags, context)))

  forOpening(command('open', 'Have the router open ports, and see whether it did.'), 'a day')
    .argument('[port...]', 'the ports; the five mail ports (25 465 587 143 993) unless told')
    .option('--dry-run', 'say what would be asked, look what is there, change nothing')
    .option('--replace', 'take a port that another machine has: names it, and asks first')
    .option('--yes', 'with --replace: do not ask')
    .addOption(several('--probe <url>', 'a probe that comes in, so that it is certain that the ports work'))
    .addHelpText(
      'after',
      examples(
        'mailworthy ports open',
        'mailworthy ports open 25 --dry-run',
        'sudo mailworthy ports open --probe https://203.0.113.5:8025#PIN',
        'mailworthy ports open 25 --internal 25=2525 --lease permanent',
        'mailworthy ports open 25 465 --v6',
      ),
    )
    .action(async (args, flags) => ended(await (await import('./open.ts')).open(args, flags, context)))

  command('close', 'Close what was opened from here: these ports, or all. What is of others is left alone.')
    .argument('[port...]', 'the ports; all that were opened from here unless told')
    .option('--all', 'also what bears our name and leads to this machine without a note of it')
    .addHelpText(
      'after',
      examples('mailworthy ports close', 'mailworthy ports close 25', 'mailworthy ports close --all'),
    )
    .action(async (args, flags) => ended(await (await import('./close.ts')).close(args, flags, context)))

  forOpening(command('keep', 'Open ports and keep them open for as long as this runs; then close them.'), 'two hours')
    .argument('[port...]', 'the ports; the five mail ports (25 465 587 143 993) unless told')
    .addHelpText('after', examples('mailworthy ports keep', 'mailworthy ports keep 25 993 --json'))
    .addHelpText('after', paragraph(keepExits))
    .action(async (args, flags) => ended(await (await import('./keep.ts')).keep(args, flags, context)))

  command('restore', 'Put the router back as it was before our first change, whatever became of us since.')
    .addHelpText('after', examples('mailworthy ports restore'))
    .action(async (flags) => ended(await (await import('./restore.ts')).restore(flags, context)))
}

function forAll(command: Command): Command {
  return command
    .option('--interface <name>', 'the interface of the line that is meant')
    .option('--patience <factor>', 'multiplies every wait: 2 for a slow router (0.1 to 20)')
    .option('--user <name>', 'whom to become when started as root without sudo')
    .option('--config <file>', 'settings, instead of mailworthy.config.json here')
    .option('--json', 'as JSON, alone on stdout')
}

function forOpening(command: Command, lease: string): Command {
  return command
    .option('--to <address>', 'to another machine of your network (UPnP; many routers refuse)')
    .addOption(several('--internal <outside=inside>', 'the port that a port leads to, if not the same: 25=2525'))
    .option('--lease <seconds>', `how long it is to last, or permanent; ${lease} unless told`)
    .addOption(new Option('--protocol <name>', 'the language to ask in').choices(['auto', 'pcp', 'natpmp', 'upnp']))
    .option('--v6', 'holes in the IPv6 firewall of the router instead')
}
