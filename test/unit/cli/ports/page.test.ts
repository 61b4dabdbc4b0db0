import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { RouterFound } from '../../../../src/cli/commands/ports/find-router.ts'
import type { PortClosed } from '../../../../src/cli/commands/ports/port-closed.ts'
import type { PortEnd } from '../../../../src/cli/commands/ports/port-ended.ts'
import type { PortOutside } from '../../../../src/cli/commands/ports/port-outside.ts'
import type { Restored } from '../../../../src/protocols/router/restore.ts'

const page = readFileSync(new URL('../../../../docs/ports.md', import.meta.url), 'utf8')

/** Every word of a union, or it does not compile. */
type Every<Word extends string> = { readonly [W in Word]: true }

describe('the page about ports', () => {
  it.each([
    ...Object.keys({
      opened: true,
      renewed: true,
      'there-already': true,
      'no-firewall': true,
      conflict: true,
      substituted: true,
      'not-kept': true,
      forbidden: true,
      'no-wan': true,
      'permanent-only': true,
      'same-port-only': true,
      refused: true,
      silent: true,
      'not-noted': true,
      'no-protocol': true,
    } satisfies Every<PortEnd['kind']>),
    ...Object.keys({
      proved: true,
      answered: true,
      'other-machine': true,
      altered: true,
      'reply-lost': true,
      'nothing-arrives': true,
      'shut-here': true,
      'cannot-listen': true,
      'probe-unable': true,
      unfinished: true,
      'not-dialled': true,
    } satisfies Every<PortOutside['kind']>),
    ...Object.keys({
      removed: true,
      'was-gone': true,
      'put-back': true,
      'changed-since': true,
      'left-behind': true,
      'router-absent': true,
      'not-ours': true,
      'not-open': true,
      'not-known': true,
    } satisfies Every<Restored['ended']['kind'] | Exclude<PortClosed['kind'], 'taken-back'>>),
  ])('has a row for %s', (word) => expect(page).toContain(`\n| \`${word}\` | `))

  it.each(
    Object.keys({
      'not-told': true,
      'no-route': true,
      tunnel: true,
      'on-link': true,
      providers: true,
      'no-own-address': true,
    } satisfies Every<Exclude<RouterFound['kind'], 'found'>>),
  )('tells of a router that is not there: %s', (word) => expect(page).toContain(`\`${word}\``))
})
