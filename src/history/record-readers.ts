import type { LineKey } from './line-key.ts'
import {
  byCheck,
  count,
  duration,
  fields,
  ifThere,
  listOf,
  oneOf,
  type Reader,
  text,
  textOrNull,
  time,
  truth,
  word,
} from './read-fields.ts'
import { type Instant, places, type Rebooted, type RecordKind, type WatchRecord } from './record.ts'
import { readWay } from './way-row.ts'

// Bounds, so that every record stays well within a line (`maxLineBytes`).
/** Text in the presentation form of an IPv6 network with a zone has some 60. */
const maxAddress = 80
/** The longest name in the DNS has 253 (RFC 1035 §2.3.4), an address and a port fit as well. */
const maxName = 260
/** One that others gave may hold any octet, each of which is written `\255` (RFC 4343 §2.1): four for one. */
const maxEscapedName = 4 * 255
/** A release, the id of a watcher, a hardware address. */
const maxWord = 80
const maxWitnesses = 24
/** Gateway, hop and far, over two families. */
const maxWays = 6
/** Five mail ports, two ways, two families, and as many again. */
const maxMailAnswers = 40
/** Ports that were open to this machine, as a router told. */
const maxMappings = 40
const maxMapping = 120

const family = oneOf('v4', 'v6')
const address = text(maxAddress)
const witness = text(maxName)
const witnesses = listOf(witness, maxWitnesses)
const place = oneOf(...places)
const instant = fields<Instant>({ time, withinMs: duration })
const asItWas = fields<Rebooted['before']>({
  v4: ifThere(address),
  v6Prefix: ifThere(address),
  mappings: ifThere(listOf(text(maxMapping), maxMappings)),
})

/** A line's name is the user's, and bounded where it is set. */
export const readLineKey: Reader<LineKey> = fields<LineKey>({
  name: ifThere(text(maxName)),
  gateway: ifThere(text(maxWord)),
})

type RecordOf<K extends RecordKind> = Extract<WatchRecord, { readonly kind: K }>

/** For each kind of record, how it is read. */
export const recordReaders: { readonly [K in RecordKind]: Reader<RecordOf<K>> } = {
  began: fields<RecordOf<'began'>>({
    kind: oneOf('began'),
    at: time,
    watcher: text(maxWord),
    release: text(maxWord),
    line: readLineKey,
    intervalMs: duration,
    farEveryMs: duration,
  }),
  ended: fields<RecordOf<'ended'>>({
    kind: oneOf('ended'),
    at: time,
    watcher: text(maxWord),
    why: oneOf('asked', 'killed', 'machine-restarted'),
  }),
  'not-watched': fields<RecordOf<'not-watched'>>({
    kind: oneOf('not-watched'),
    at: time,
    from: time,
    to: time,
    why: oneOf('asleep', 'stopped'),
  }),
  'clock-set': fields<RecordOf<'clock-set'>>({ kind: oneOf('clock-set'), at: time, was: time }),
  line: fields<RecordOf<'line'>>({ kind: oneOf('line'), at: time, line: readLineKey }),
  'outage-began': fields<RecordOf<'outage-began'>>({
    kind: oneOf('outage-began'),
    at: time,
    family,
    from: instant,
    foundSo: ifThere(oneOf(true)),
    place,
    silent: witnesses,
    answered: witnesses,
  }),
  'outage-ended': fields<RecordOf<'outage-ended'>>({
    kind: oneOf('outage-ended'),
    at: time,
    family,
    from: instant,
    foundSo: ifThere(oneOf(true)),
    to: instant,
    tookMs: duration,
    place,
    planned: ifThere(oneOf(true)),
    notOffered: ifThere(oneOf(true)),
  }),
  address: fields<RecordOf<'address'>>({
    kind: oneOf('address'),
    at: time,
    what: oneOf('public', 'prefix', 'host', 'router'),
    family,
    address,
    was: ifThere(address),
    afterOutage: truth,
  }),
  'known-as': fields<RecordOf<'known-as'>>({
    kind: oneOf('known-as'),
    at: time,
    family,
    address,
    name: textOrNull(maxEscapedName),
    reverse: ifThere(word),
    policy: ifThere(word),
  }),
  'router-restarted': fields<RecordOf<'router-restarted'>>({
    kind: oneOf('router-restarted'),
    at: time,
    since: ifThere(time),
  }),
  witness: fields<RecordOf<'witness'>>({ kind: oneOf('witness'), at: time, witness, silent: truth }),
  quality: fields<RecordOf<'quality'>>({
    kind: oneOf('quality'),
    at: time,
    from: time,
    looks: count,
    ways: listOf(readWay, maxWays),
  }),
  'mail-ports': fields<RecordOf<'mail-ports'>>({
    kind: oneOf('mail-ports'),
    at: time,
    answers: byCheck(word, maxMailAnswers),
  }),
  idle: fields<RecordOf<'idle'>>({
    kind: oneOf('idle'),
    at: time,
    family,
    keptMs: ifThere(duration),
    lostMs: ifThere(duration),
  }),
  'reboot-test': fields<RecordOf<'reboot-test'>>({
    kind: oneOf('reboot-test'),
    at: time,
    line: readLineKey,
    offFrom: time,
    to: time,
    before: asItWas,
    after: asItWas,
  }),
}
