import type { RouterChange } from '../../../../../src/core/journal.ts'
import { type VirtualClock, virtualClock } from '../../../virtual-clock.ts'
import { type RecordingJournal, recordingJournal } from './recording-journal.ts'

export const here = '192.168.1.10'
export const here6 = '2a25:203:113:1::10'
export const other = '192.168.1.20'

/** One line of the router's table of TCP forwards, or a hole in its IPv6 firewall. */
export interface Forward {
  address: string
  port: number
  /** By the router's clock; 0: for ever. */
  endsMs: number
  enabled: boolean
  description: string
  wasRenewed?: boolean
}

export interface Habits {
  upnp: boolean
  pcp: boolean
  natpmp: boolean
  /** What it has outside; empty: nothing. */
  wan: string
  /** What may be forwarded. */
  allows: (external: number) => boolean
  /** IGD:1: there is no word for "you may not". */
  igd1: boolean
  permanentOnly: false | 725 | 402
  samePortOnly: boolean
  /** Everybody may change what leads to himself alone. */
  secure: boolean
  /** Says yes, and does nothing. */
  lies: boolean
  /** Has no table to show. */
  hidesTable: boolean
  /** Begins its table again at its end. */
  goesRound: boolean
  /** As miniupnpd 2.3.1 has it: a hole that was renewed in PCP is not found again to be closed (2). */
  losesRenewedHoles: boolean
  /** A deletion of what is not there is answered as miniupnpd does (8), not after RFC 6887 §15. */
  missesDeletions: boolean
  knowsPreferFailure: boolean
  /** Makes every lease one of this many seconds. */
  grantsS: number | undefined
  /** As miniupnpd has it: what is asked for without an end gets a week. */
  endsAll: boolean
}

/** A home router: a table, and rules of who may change what. It speaks through `answerSoap` and `answerDatagram`. */
export class HomeRouter {
  readonly clock: VirtualClock = virtualClock()
  readonly journal: RecordingJournal = recordingJournal()
  readonly table = new Map<number, Forward>()
  readonly holes = new Map<number, Forward>()
  readonly udp: number[] = []
  /** Changes that were asked for and nobody had noted. */
  readonly unnoted: string[] = []
  /** Forwards of others that were removed or overwritten for us. */
  readonly taken: string[] = []
  bootMs = 0
  nextHole = 1
  /** How often somebody at home has drawn something at random. */
  drawn = 0
  readonly habits: Habits

  constructor(habits: Partial<Habits> = {}) {
    this.habits = {
      upnp: true,
      pcp: true,
      natpmp: true,
      wan: '25.203.113.7',
      allows: () => true,
      igd1: false,
      permanentOnly: false,
      samePortOnly: false,
      secure: true,
      lies: false,
      hidesTable: false,
      goesRound: false,
      missesDeletions: true,
      losesRenewedHoles: false,
      knowsPreferFailure: true,
      grantsS: undefined,
      endsAll: false,
      ...habits,
    }
  }

  epochS(): number {
    return Math.floor((this.clock.elapsed() - this.bootMs) / 1000)
  }

  /** What has run out goes by itself. */
  tick(): void {
    for (const forwards of [this.table, this.holes]) {
      for (const [port, { endsMs }] of forwards)
        if (endsMs !== 0 && endsMs <= this.clock.elapsed()) forwards.delete(port)
    }
  }

  endOf(leaseS: number): number {
    if (leaseS === 0 && !this.habits.endsAll) return 0
    const granted = leaseS === 0 ? 604_800 : (this.habits.grantsS ?? leaseS)
    return granted === 0 ? 0 : this.clock.elapsed() + granted * 1000
  }

  leaseOf({ endsMs }: Forward): number {
    return endsMs === 0 ? 0 : Math.max(1, Math.ceil((endsMs - this.clock.elapsed()) / 1000))
  }

  /** Somebody else, or its owner by hand, has it lead there. */
  forward(external: number, address: string, port: number, parts: Partial<Forward> = {}): void {
    this.table.set(external, { address, port, endsMs: 0, enabled: true, description: `of ${address}`, ...parts })
  }

  /** `25 -> 192.168.1.10:2525`, by port. */
  shown(): readonly string[] {
    this.tick()
    return [...this.table]
      .sort(([one], [other]) => one - other)
      .map(([external, { address, port, enabled }]) => `${external} -> ${address}:${port}${enabled ? '' : ' off'}`)
  }

  shownHoles(): readonly string[] {
    this.tick()
    return [...this.holes.values()].map(({ address, port }) => `${address}:${port}`)
  }

  restart(): void {
    this.bootMs = this.clock.elapsed()
    this.table.clear()
    this.holes.clear()
  }

  write(external: number, forward: Forward): void {
    this.#tellOfOther(external, forward)
    if (!this.habits.lies) this.table.set(external, forward)
  }

  remove(external: number): void {
    this.#tellOfOther(external)
    if (!this.habits.lies) this.table.delete(external)
  }

  /** Remembers what is changed without a note that would find it again. */
  witness(what: string, isNoted: (change: RouterChange) => boolean): void {
    if (!this.journal.notes().some(({ change }) => isNoted(change))) this.unnoted.push(what)
  }

  #tellOfOther(external: number, by?: Forward): void {
    const was = this.table.get(external)
    if (was === undefined || was.description.startsWith('mailworthy') || /^(PCP|NAT-PMP)/.test(was.description)) return
    if (by === undefined || by.address !== was.address || by.port !== was.port)
      this.taken.push(`${external} -> ${was.address}:${was.port}`)
  }
}
