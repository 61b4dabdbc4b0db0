/** What stands between a caller and the mail ports of the machine at home, and what waits for him there. */
export interface InboundSpec {
  /** The router's forwards lead to the neighbour instead of the machine under test. */
  readonly forwardsTo?: 'neighbour'
  readonly neighbour?: Neighbour
  /** Mail ports on which the router at home answers callers from outside itself. */
  readonly routerAnswers?: readonly number[]
  readonly routerFilter?: RouterFilter
  readonly firewall?: Firewall
  readonly serves?: Serves
  /**
   * `astray`: what the machine answers to callers on its mail ports takes another way out than everything else, a second
   * router at home with nothing behind it. Connections stay half-open.
   */
  readonly replies?: 'astray'
  readonly agent?: Agent
}

/**
 * Another machine at home. `mail`: a mail server. `mute`: nothing listens, so the kernel refuses. `silent`: its firewall
 * drops everything.
 */
export type Neighbour = 'mail' | 'mute' | 'silent'

/**
 * A filter in the router at home that masks the words of the machine's servers (`220 ****`). It passes callers on under
 * their own address, as one does that rewrites packets, or under the router's, as a proxy does.
 */
export interface RouterFilter {
  readonly ports: readonly number[]
  readonly calls: 'as-the-caller' | 'as-the-router'
}

/** The packet filter of the machine under test, in both families. `all`: only answers come in. */
export interface Firewall {
  readonly ports: readonly number[] | 'all'
  readonly how: 'drop' | 'reject'
}

/**
 * Who holds mail ports of the machine under test.
 *
 * `mail`: Postfix on 25, 465 and 587, Dovecot on 143 and 993. `postscreen`: the same, with a greeting on 25 that takes
 * six seconds. `loopback-mail`: a mail server on 25, for this machine alone. `mute`, `ssh`: on 25, a program that says
 * nothing, and one that speaks another language.
 */
export type Serves = 'mail' | 'postscreen' | 'loopback-mail' | 'mute' | 'ssh'

/** How the agent is run: by root, by somebody without rights, or by such a one where low ports are everybody's. */
export type Agent = 'root' | 'ordinary' | 'ordinary-that-may-listen'

/** Whether there must be other users than root. */
export function needsUsers({ serves, agent = 'root' }: InboundSpec): boolean {
  return serves === 'mail' || serves === 'postscreen' || agent !== 'root'
}
