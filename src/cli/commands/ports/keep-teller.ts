import type { KeepEvent } from '../../../protocols/router/keep-event.ts'
import { safeJsonLine } from '../../../report/json.ts'
import { styled } from '../../../report/style.ts'
import type { Terminal } from '../../terminal.ts'
import { keepWords } from './keep-words.ts'
import type { OpeningScene } from './opening-words.ts'
import type { Told } from './told.ts'
import { toldOnOneLine } from './told-text.ts'
import { wallClock } from './wall-clock.ts'

/** Tells what happens as it happens, each with its time. */
export interface KeepTeller {
  event(event: KeepEvent): void
  /** What is of our own doing. `kind`: for programs. */
  say(kind: string, told: Told, more?: object): void
}

/** One line an event, for a log is searched line by line; with `json` a line of JSON. `now`: ISO 8601. */
export function keepTeller(
  terminal: Pick<Terminal, 'out' | 'colour'>,
  json: boolean,
  scene: Omit<OpeningScene, 'ports' | 'nowMs'>,
  now: () => string,
): KeepTeller {
  const faint = styled(terminal.colour).faint
  const say = (kind: string, told: Told, more: object = {}) => {
    const at = now()
    const { mark: _, ...words } = told
    terminal.out(
      json
        ? safeJsonLine({ at, event: kind, ...more, ...words })
        : `${faint(wallClock(Date.parse(at), 'seconds'))} ${toldOnOneLine(told, terminal.colour)}\n`,
    )
  }
  return {
    say,
    event: (event) => say(event.kind, keepWords(event, { ...scene, nowMs: Date.parse(now()) }), factsOf(event)),
  }
}

/** What a program wants of an event. */
function factsOf(event: KeepEvent): object {
  switch (event.kind) {
    case 'opened':
    case 'refused': {
      const { kind: outcome, ...more } = event.opening
      const told = 'held' in more ? { ...heldFacts(more.held), readBack: more.readBack } : more
      return { port: event.wanted.external, to: event.wanted.internal, outcome, ...told }
    }
    case 'renewed':
      return { port: event.wanted.external, to: event.wanted.internal, ...heldFacts(event.held) }
    case 'lost':
      return { port: event.wanted.external, ...(event.found !== undefined && { found: event.found }) }
    case 'address-changed':
      return { from: event.from, to: event.to }
    case 'closed': {
      const { kind: outcome, ...more } = event.closing
      return { port: event.external, outcome, ...more }
    }
    case 'router-restarted':
    case 'router-silent':
    case 'back':
      return {}
  }
}

function heldFacts({ speech, leaseS }: { readonly speech: string; readonly leaseS: number }): object {
  return { speech, leaseS }
}
