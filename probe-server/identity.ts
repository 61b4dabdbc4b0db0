import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  X509Certificate,
} from 'node:crypto'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { failed, type Outcome, success } from '../src/core/failure.ts'
import { classify } from '../src/system/classify.ts'
import { selfSignedCertificate } from '../src/wire/certificate.ts'
import { pinOf } from '../src/wire/pin.ts'
import { secretBytes } from '../src/wire/token.ts'

/** Who a probe is: what agents pin, and what seals its tokens. */
export interface Identity {
  /** P-256, private: signs greetings, answers in TLS. */
  readonly key: KeyObject
  /** Self-signed for that key, PEM. */
  readonly certificate: string
  /** Seals tokens. */
  readonly secret: Uint8Array
  /** The pin of `key`, then that of the key that will follow it, if one is laid out. */
  readonly pins: readonly string[]
}

/** A fresh identity that is kept nowhere: for tests and the demo. */
export function freshIdentity(names: readonly string[]): Identity {
  const key = newKey()
  return { key, certificate: certificateOf(key, names), secret: randomBytes(secretBytes), pins: [pinOfKey(key)] }
}

/**
 * The identity in a folder, made there if it is not yet: `key.pem`, `certificate.pem`, `secret`, readable by their owner
 * alone. A key in `next-key.pem` is announced as the second pin. The certificate is made anew whenever its names change:
 * the pin is of the key. Fails `malformed` if a file is not what it should be, and never overwrites a key.
 */
export async function keptIdentity(dir: string, names: readonly string[]): Promise<Outcome<Identity>> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const key = readKey(await keep(join(dir, 'key.pem'), () => pemOf(newKey())))
    if (key === undefined) return failed('malformed', `${join(dir, 'key.pem')} is not a P-256 private key`)
    const secret = Buffer.from(
      await keep(join(dir, 'secret'), () => randomBytes(secretBytes).toString('base64')),
      'base64',
    )
    if (secret.length !== secretBytes)
      return failed('malformed', `${join(dir, 'secret')} is not ${secretBytes} bytes in base64`)
    const next = await nextKey(dir)
    if (!next.ok) return next
    const pins = next.value === undefined ? [pinOfKey(key)] : [pinOfKey(key), pinOfKey(next.value)]
    return success({ key, certificate: await keptCertificate(dir, key, names), secret, pins })
  } catch (error) {
    return classify(error, 'bind')
  }
}

export function pinOfKey(key: KeyObject): string {
  return pinOf(createPublicKey(key).export({ type: 'spki', format: 'der' }))
}

async function nextKey(dir: string): Promise<Outcome<KeyObject | undefined>> {
  const file = join(dir, 'next-key.pem')
  const text = await readIfThere(file)
  const key = text === undefined ? undefined : readKey(text)
  if (text !== undefined && key === undefined) return failed('malformed', `${file} is not a P-256 private key`)
  return success(key)
}

async function keptCertificate(dir: string, key: KeyObject, names: readonly string[]): Promise<string> {
  const file = join(dir, 'certificate.pem')
  const kept = await readIfThere(file)
  if (kept !== undefined && fits(kept, key, names)) return kept
  const made = certificateOf(key, names)
  await writeFile(file, made, { mode: 0o600 })
  return made
}

function fits(pem: string, key: KeyObject, names: readonly string[]): boolean {
  try {
    const kept = new X509Certificate(pem)
    const fresh = new X509Certificate(certificateOf(key, names))
    return kept.checkPrivateKey(key) && kept.subjectAltName === fresh.subjectAltName
  } catch {
    return false
  }
}

/** The text of a file, made first if it is not there. Two probes that start at once end with the same one. */
async function keep(file: string, make: () => string): Promise<string> {
  const kept = await readIfThere(file)
  if (kept !== undefined) return kept
  // Written whole beside it and linked into place: a crash leaves no half a key, and `link` never replaces one.
  const beside = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(beside, make(), { mode: 0o600, flag: 'wx' })
  try {
    await link(beside, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(beside)
  }
  return readFile(file, 'utf8')
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
}

function readKey(pem: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem)
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined
  } catch {
    return undefined
  }
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }) as string
}

function certificateOf(key: KeyObject, names: readonly string[]): string {
  return selfSignedCertificate({ key, names, now: Date.now(), serial: randomBytes(16) })
}
