import { Command } from 'commander'
import type { Context } from '../context.ts'
import { several } from '../several.ts'
import type { ProbeFlags } from './probe-flags.ts'

/** The command line of `mailworthy-probe`. */
export function probeProgram(context: Context, canaries: readonly string[], ended: (code: number) => void): Command {
  const { terminal, version } = context
  return new Command('mailworthy-probe')
    .description(
      'A small public server that greets on the mail ports and dials back to whoever asks it, and to nobody else, so that "mailworthy check" at home can see its line from outside.',
    )
    .version(version, '--version', 'the version of this program')
    .helpOption('--help', 'this page')
    .configureHelp({ helpWidth: terminal.width })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      outputError: () => undefined,
    })
    .addOption(several('--listen <address>', 'listen on this address alone, instead of all'))
    .option('--port <number>', 'the port of the API', '8025')
    .option('--name <host>', 'the name of this machine, for greetings and certificates')
    .option('--state <folder>', 'where the key is kept, so that the pin stays the same')
    .addOption(
      several(
        '--canary <host:port>',
        'dial this server to see whether the own way out is open, instead of the built-in ones',
      ),
    )
    .option('--cert <file>', 'a certificate of a public authority for the API, PEM (with --key and --name)')
    .option('--key <file>', 'its private key, PEM')
    .option('--check', 'try everything once, say what works, and end')
    .option('--user <name>', 'whom to become once the ports are open, when started as root without sudo')
    .addHelpText(
      'after',
      `
Examples:
  sudo mailworthy-probe                        prints the line to paste at home
  sudo mailworthy-probe --check                can this machine be a probe?
  sudo mailworthy-probe --name probe.example.org --cert fullchain.pem --key privkey.pem

Exit code of --check: 0 all works, 1 something does not, 2 something could not be tried; 64 wrong use.`,
    )
    .action(async (flags: ProbeFlags) => ended(await (await import('./serve.ts')).serve(flags, canaries, context)))
}
