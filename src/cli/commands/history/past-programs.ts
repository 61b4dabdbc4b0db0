import type { Command } from 'commander'
import { wrapped } from '../../../report/wrapped.ts'
import type { Context } from '../../context.ts'
import { examples } from '../../examples.ts'

/** The commands that look at earlier days. Each is loaded when it is called; `ended` is told its exit code. */
export function pastPrograms(root: Command, context: Context, ended: (code: number) => void): void {
  const command = (name: string, description: string) => root.command(name).description(description)
  const paragraph = (text: string) => `\n${wrapped(text, context.terminal.width)}`
  const forAll = (one: Command) =>
    one
      .option('--user <name>', 'whom to become when started as root')
      .option('--config <file>', 'settings, instead of mailworthy.config.json here')

  forAll(command('history', 'How the line did: when it was up, what interrupted it, which addresses it had.'))
    .option('--since <when>', 'not what is older: 12h, 30d, 4w, or a day such as 2026-11-01')
    .option('--line <name>', 'another line than the one that this machine is on: its name, or that of its gateway')
    .option('--family <family>', 'v4 or v6 alone')
    .option('--outages', 'all interruptions, and nothing else')
    .option('--addresses', 'all addresses, and nothing else')
    .option('--idle', 'how long a silent connection was kept ("watch --idle"), and nothing else')
    .option('--runs', 'all checks that are kept, and nothing else: their ids are for "diff" and "replay"')
    .option('--json', 'all of it as JSON: {line, from, to, availability, outages, addresses, …}')
    .option('--csv', 'the interruptions, or the table that is named, as comma-separated values')
    .addHelpText(
      'after',
      examples(
        'mailworthy history',
        'mailworthy history --since 30d',
        'mailworthy history --outages --csv > outages.csv',
        'mailworthy history --line home --json',
      ),
    )
    .addHelpText(
      'after',
      paragraph('Exit code: 0 shown, 2 nothing is known yet ("mailworthy watch" begins to watch), 64 wrong use.'),
    )
    .action(async (flags) => ended(await (await import('../history.ts')).history(flags, context)))

  forAll(
    command('diff', 'What changed from one check to another: after a change of provider, of the box, of a setting.'),
  )
    .argument('[a]', 'the earlier one: an id of "history --runs" (or the begin of one), or a file of "check --json"')
    .argument('[b]', 'the later one; the last that is kept unless told')
    .option('--last', 'the last two of this line, as is done where none is named')
    .option('--line <name>', 'the last two of that line')
    .option('--json', 'as JSON: {from, to, line, answers, …}')
    .addHelpText(
      'after',
      examples(
        'mailworthy diff',
        'mailworthy diff 20261101T090000Z',
        'mailworthy diff 20261101 20261124',
        'mailworthy diff before.json after.json --json',
      ),
    )
    .addHelpText(
      'after',
      paragraph('Exit code: 0 nothing got worse, 1 something did, 2 there is nothing to compare, 64 wrong use.'),
    )
    .action(async (one: string | undefined, other: string | undefined, flags) =>
      ended(
        await (await import('../diff.ts')).diff(
          [one, other].filter((each) => each !== undefined),
          flags,
          context,
        ),
      ),
    )

  forAll(command('replay', "Judge what old checks saw by today's judgement: which answers would be others."))
    .argument('[run...]', 'ids of "history --runs", or files of "check --json"; all that are kept unless told')
    .option('--json', 'as JSON: {runs, judged, notJudged, changed, …}')
    .addHelpText('after', examples('mailworthy replay', 'mailworthy replay 20261101', 'mailworthy replay report.json'))
    .addHelpText(
      'after',
      paragraph('Exit code: 0 no answer is another one, 1 some are, 2 nothing could be judged, 64 wrong use.'),
    )
    .action(async (runs: readonly string[], flags) =>
      ended(await (await import('../replay.ts')).replay(runs, flags, context)),
    )
}
