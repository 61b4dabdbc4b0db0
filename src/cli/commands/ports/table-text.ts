import type { NotedChange } from '../../../core/journal.ts'
import { isGlobal } from '../../../protocols/addresses.ts'
import type { ListedMapping, Listing } from '../../../protocols/router/list-mappings.ts'
import type { RouterMet } from '../../../protocols/router/router-met.ts'
import { speechesOf } from '../../../protocols/router/speeches-of.ts'
import { styled } from '../../../report/style.ts'
import { visible } from '../../../report/visible.ts'
import { wrapped } from '../../../report/wrapped.ts'
import type { Terminal } from '../../terminal.ts'
import { machineWords } from './place-words.ts'
import { spoken } from './spoken.ts'
import type { TableSeen } from './table-seen.ts'
import { timeLeft } from './time-left.ts'
import { wallClock } from './wall-clock.ts'
import { wanOf } from './wan-of.ts'

/** What a router leads where, for a person: who it is, its table, what only our notes know. */
export function tableText(seen: TableSeen, { width, colour }: Pick<Terminal, 'width' | 'colour'>): string {
  const { listing, noted } = seen
  const style = styled(colour)
  const entries = listing.kind === 'listed' ? listing.entries : []
  const isWhole = listing.kind === 'listed' && listing.complete
  const holes = noted.filter(({ change }) => change.kind === 'pinhole')
  const mappings = noted.filter(({ change }) => change.kind === 'mapping')
  const paragraphs = [
    wrapped(routerWords(seen.met), width),
    ...(entries.length === 0 ? [] : [aligned(entries.toSorted(byPort).map((each) => row(each, seen.own)))]),
    ...tableWords(listing).map((text) => wrapped(text, width)),
    ...notes(
      isWhole
        ? 'Opened from this machine, and gone from the table since (the router may have been restarted):'
        : 'By our own notes, opened from this machine:',
      mappings,
      seen.own,
    ),
    ...notes('By our own notes, let in by the IPv6 firewall:', holes, seen.own),
  ]
  return `${[style.strong(paragraphs[0] ?? ''), ...paragraphs.slice(1)].join('\n\n')}\n`
}

function routerWords(met: RouterMet): string {
  const model = met.upnp.kind === 'found' ? met.upnp.igd.model : undefined
  const languages = speechesOf(met).map(spoken)
  const wan = wanOf(met)
  const outside =
    wan === undefined
      ? 'It does not tell its address outside.'
      : isGlobal(wan)
        ? `Its address outside is ${wan}.`
        : `Its address outside is ${wan}, which is not a public one: another router, or the provider's translator, stands before it.`
  const name = model === undefined ? '' : ` (${visible(model)})`
  return `The router ${met.place.address}${name} speaks ${joined(languages)}. ${outside}`
}

function tableWords(listing: Listing): readonly string[] {
  if (listing.kind === 'no-table') {
    const why =
      listing.upnp !== 'found'
        ? 'It has no table that can be read: only UPnP has one.'
        : `It does not show its table${listing.code === undefined ? '' : ` (UPnP ${listing.code})`}.`
    return [`${why} So what it leads where cannot be told.`]
  }
  const byHand = 'Rules that were made by hand in its pages often do not show here.'
  if (!listing.complete) return ['The router did not come to the end of its table: there may be more.']
  return [listing.entries.length === 0 ? `Its table is empty: no machine has asked for a port. ${byHand}` : byHand]
}

function byPort(one: ListedMapping, other: ListedMapping): number {
  return one.entry.external - other.entry.external
}

type Row = readonly string[]

function row({ entry, protocol, ours }: ListedMapping, own: readonly string[]): Row {
  return [
    `${protocol} ${entry.external === 0 ? 'all' : entry.external}`,
    `→ ${machineWords(entry.internal.address, own)}, port ${entry.internal.port}`,
    timeLeft(entry.leaseS),
    ours ? 'ours' : '',
    [
      ...(entry.description === '' ? [] : [`"${visible(entry.description)}"`]),
      ...(entry.remoteHost === '' ? [] : [`from ${visible(entry.remoteHost)} only`]),
      ...(entry.enabled ? [] : ['switched off']),
    ].join(', '),
  ]
}

function notes(title: string, noted: readonly NotedChange[], own: readonly string[]): readonly string[] {
  if (noted.length === 0) return []
  const rows = noted.map(({ change }): Row => {
    const { external, internal, speech, leaseS, at } = change
    return [
      `TCP ${external}`,
      `→ ${machineWords(internal.address, own)}, port ${internal.port}`,
      spoken(speech),
      `asked for at ${wallClock(Date.parse(at))}, ${leaseS === 0 ? 'for ever' : `for ${timeLeft(leaseS)}`}`,
    ]
  })
  return [`${title}\n${aligned(rows)}`]
}

/** Rows with their columns one below the other. Not wrapped: a table that is broken is none. */
function aligned(rows: readonly Row[]): string {
  const columns = Math.max(...rows.map(({ length }) => length))
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((each) => [...(each[at] ?? '')].length)),
  )
  return rows
    .map((each) =>
      `  ${each.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - [...cell].length)).join('  ')}`.trimEnd(),
    )
    .join('\n')
}

/** `UPnP, PCP and NAT-PMP`. */
function joined(words: readonly string[]): string {
  return words.length < 2
    ? (words[0] ?? 'none of our languages')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
