import type { Command } from 'commander'
import type { Context } from '../../context.ts'
import { examples } from '../../examples.ts'
import { several } from '../../several.ts'

/** Adds what `mailworthy watch` takes. It is loaded when it is called; `ended` is told its exit code. */
export function watchProgram(watch: Command, context: Context, ended: (code: number) => void): void {
  watch
    .option('--interval <time>', 'between two looks while all is well: 1s to 15m, 30s unless told')
    .option('--for <time>', 'end after so long, as 2h; until Ctrl-C or SIGTERM unless told')
    .addOption(several('--probe <url>', 'a probe of your own: asked at every look, and for the mail ports'))
    .option('--line <name>', 'what to call this line: its history then goes on behind another router')
    .option('--no-mail-ports', 'leave the mail ports alone, which are looked at every six hours')
    .option(
      '--idle',
      'once a day, see how long a connection to your probe is kept on which nobody says a word, as of a mail program that waits for mail',
    )
    .option(
      '--on-change <command>',
      'run this in the shell when something changes, with the event as JSON on its input',
    )
    .option('--webhook <url>', 'send each event there, as JSON')
    .option('--mail-relay <host:port>', 'send each event as mail through this relay')
    .option('--mail-from <address>', 'from whom that mail is')
    .addOption(several('--mail-to <address>', 'to whom that mail goes'))
    .option('--heartbeat <url>', 'call this every minute while the line is up: whoever waits there notices a dead one')
    .option('--metrics <address:port>', 'show metrics to Prometheus: 9464 is for this machine alone')
    .addOption(several('--stun <host:port>', 'ask this STUN server, instead of the built-in ones'))
    .addOption(several('--mx <host>', 'try port 25 with this mail exchanger, instead of the built-in ones'))
    .addOption(several('--server <host:port>', 'try another mail port with this server, instead of the built-in ones'))
    .addOption(several('--resolver <address:port>', "ask this name server, instead of the system's"))
    .option('--interface <name>', 'the interface that the line leaves by')
    .option('--patience <factor>', 'multiplies every wait for an answer: 2 for a slow line (0.1 to 20)')
    .option('--user <name>', 'whom to become when started as root without sudo')
    .option('--config <file>', 'settings, instead of mailworthy.config.json here')
    .option(
      '--install [folder]',
      'let systemd run it with these flags whenever this machine runs; or write its unit there',
    )
    .option('--uninstall [folder]', 'take that back; the history stays')
    .option(
      '--reboot-test',
      'no watching: guides you through switching the router off and on, and tells what became of the line and its addresses',
    )
    .option('--off <time>', 'with --reboot-test: for how long it is to be off, 5m unless told')
    .option('--json', 'each record as a line of JSON, once it is on the disk')
    .option('--verbose', 'with the summary of each hour')
    .addHelpText(
      'after',
      examples(
        'mailworthy watch',
        'mailworthy watch --probe https://203.0.113.5:8025#PIN --on-change "mail -s Line me@example.org"',
        'mailworthy watch --probe https://203.0.113.5:8025#PIN --idle',
        'mailworthy watch --metrics 9464 --interval 1m',
        'sudo mailworthy watch --install',
        'mailworthy watch --reboot-test --off 10m',
      ),
    )
    .addHelpText(
      'after',
      '\nExit code: 0 ended by SIGTERM or --for, 2 another watches already, the history cannot be written or the line did not come back in a --reboot-test, 64 wrong use, 130 Ctrl-C.',
    )
    .action(async (flags) => ended(await (await import('./watch.ts')).watch(flags, context)))
}
