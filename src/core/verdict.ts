/** What an answer says of the line: good, usable with care, in the way, or nothing at all. */
export type Verdict = 'pass' | 'warn' | 'fail' | 'unknown'

/** Whose fault a bad answer is. `undetermined` where nothing excludes the others: a guess is not allowed. */
export type Fault = 'machine' | 'router' | 'provider' | 'zone' | 'server' | 'undetermined'

/** The three things that a line must be able to do, judged apart because the way out differs. */
export type Ability = 'receive' | 'send' | 'access'

export const abilities: readonly Ability[] = ['receive', 'send', 'access']

export type Weight = 'required' | 'recommended'

/** For which abilities a check counts; `{}` informs and counts for nothing. */
export type Matters = { readonly [A in Ability]?: Weight }
