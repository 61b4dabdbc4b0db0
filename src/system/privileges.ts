import { closeSync, openSync, readSync } from 'node:fs'
import { type Outcome, failed, success } from '../core/failure.ts'
import { type Identity, identityToBecome } from './identity-to-become.ts'

/** Who the program runs as from here on. */
export interface Became extends Omit<Identity, 'why'> {
  /** `already`: it was not root in the first place. */
  readonly why: Identity['why'] | 'already'
}

/** /etc/passwd of a machine with some ten thousand users. */
const passwdLimit = 1024 * 1024

/**
 * Gives root up for good, before the first byte from outside is read: becomes the user who called sudo, else `user`,
 * else nobody. Does nothing where the program is not root, or the system knows no such thing.
 *
 * On failure the program may still be root: the caller must not go on as if nothing had happened. `name-not-found`:
 * there is no such user; `not-permitted`: root was asked for, the system refuses, or root could be regained;
 * `unsupported`: the identity does not exist in this user namespace (EINVAL).
 */
export function dropRoot(options: { readonly user?: string } = {}): Outcome<Became> {
  const { getuid, geteuid, getgid, setgroups, setgid, setuid } = process
  if (!getuid || !geteuid || !getgid || !setgroups || !setgid || !setuid) {
    return success({ user: '', uid: -1, gid: -1, why: 'already' })
  }
  if (getuid() !== 0 && geteuid() !== 0) return success({ user: '', uid: getuid(), gid: getgid(), why: 'already' })

  const identity = identityToBecome(process.env, passwdText(), options.user)
  if (!identity.ok) return identity
  const { uid, gid } = identity.value
  // Supplementary groups first and the user last: each step needs the root that the last one takes away.
  const steps: readonly (readonly [string, () => void])[] = [
    [`setgroups(${gid})`, () => setgroups([gid])],
    [`setgid(${gid})`, () => setgid(gid)],
    [`setuid(${uid})`, () => setuid(uid)],
  ]
  for (const [name, step] of steps) {
    const error = thrownBy(step)
    if (error !== undefined)
      return failed(codeOf(error) === 'EINVAL' ? 'unsupported' : 'not-permitted', `${name}: ${codeOf(error)}`)
  }
  return stillRoot() ? failed('not-permitted', 'root could be regained after it was dropped') : success(identity.value)
}

/** Tries to get root back by every way there is. A saved user id or a capability left over would let it succeed. */
function stillRoot(): boolean {
  const ways = [
    () => process.setuid?.(0),
    () => process.seteuid?.(0),
    () => process.setgid?.(0),
    () => process.setegid?.(0),
  ]
  return (
    ways.some((way) => thrownBy(way) === undefined) ||
    [process.getuid?.(), process.geteuid?.(), process.getgid?.(), process.getegid?.()].includes(0) ||
    (process.getgroups?.() ?? []).includes(0)
  )
}

function thrownBy(step: () => void): unknown {
  try {
    step()
    return undefined
  } catch (error) {
    return error ?? new Error('unknown')
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

function passwdText(): string {
  const buffer = Buffer.alloc(passwdLimit)
  let file: number | undefined
  try {
    file = openSync('/etc/passwd', 'r')
    return buffer.subarray(0, readSync(file, buffer, 0, passwdLimit, 0)).toString('utf8')
  } catch {
    // A system without the file (a minimal container) still has numbers to become.
    return ''
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
