import { type Outcome, failed, success } from '../core/failure.ts'

/** A user of this system that is not root. */
export interface Identity {
  /** The name, or the number where it has none. */
  readonly user: string
  readonly uid: number
  readonly gid: number
  /** `sudo`: the user who called sudo; `asked`: named by the caller; `nobody`: neither. */
  readonly why: 'sudo' | 'asked' | 'nobody'
}

/** The user and group of nobody on every Linux that says nothing else (overflowuid of proc_sys_kernel(5)). */
const nobody = 65_534

/** (uid_t) -1 means "leave as it is" to the system calls: it must never be passed to them. */
const largest = 4_294_967_294

/**
 * Whom to become in place of root: the user who called sudo (`SUDO_UID`, `SUDO_GID`), else `user` (a name or number
 * in `passwdText`), else nobody. Pure; `passwdText` is in the format of passwd(5).
 *
 * Never root, by user or by group. Fails `name-not-found` for a `user` who does not exist and `not-permitted` for
 * one who is root: who asks for somebody is not given somebody else.
 */
export function identityToBecome(
  env: Readonly<Record<string, string | undefined>>,
  passwdText: string,
  user?: string,
): Outcome<Identity> {
  const users = parsePasswd(passwdText)
  const sudo = caller(env, users)
  if (sudo !== undefined) return success(sudo)

  if (user !== undefined) {
    const found = users.find((one) => one.user === user) ?? users.find((one) => String(one.uid) === user)
    if (found === undefined) return failed('name-not-found', 'no such user in /etc/passwd')
    if (found.uid === 0 || found.gid === 0) return failed('not-permitted', 'this user is root, or of its group')
    return success({ ...found, why: 'asked' })
  }
  const found = users.find((one) => one.user === 'nobody')
  // macOS has -2 for nobody, which is no number to become.
  const fit = found !== undefined && found.uid !== 0 && found.gid !== 0
  return success({ ...(fit ? found : { user: 'nobody', uid: nobody, gid: nobody }), why: 'nobody' })
}

type User = Omit<Identity, 'why'>

function caller(env: Readonly<Record<string, string | undefined>>, users: readonly User[]): Identity | undefined {
  const uid = idOf(env['SUDO_UID'])
  // Root may call sudo as well; that is nobody to become.
  if (uid === undefined || uid === 0) return undefined
  const known = users.find((one) => one.uid === uid)
  const gid = idOf(env['SUDO_GID']) || known?.gid || nobody
  return { user: known?.user ?? String(uid), uid, gid, why: 'sudo' }
}

/** `name:password:uid:gid:…`; what is no such line (a comment, NIS's `+`) is left out. */
function parsePasswd(text: string): User[] {
  return text.split('\n').flatMap((line) => {
    const [user = '', , uidText, gidText] = line.split(':')
    const [uid, gid] = [idOf(uidText), idOf(gidText)]
    const named = user !== '' && !user.startsWith('#') && !user.startsWith('+')
    return named && uid !== undefined && gid !== undefined ? [{ user, uid, gid }] : []
  })
}

function idOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return undefined
  const id = Number(text)
  return id <= largest ? id : undefined
}
