import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import type { Identity, ProbeOptions } from '../../../probe-server/main.ts'
import { canonical, isGlobal } from '../../protocols/addresses.ts'
import type { Context } from '../context.ts'
import { readHostName } from '../settings/read-host-name.ts'
import { UsageError } from '../usage-error.ts'
import type { ProbeFlags } from './probe-flags.ts'
import { stateFolder } from './state-folder.ts'

/** Flags become options of the probe: each is judged, files are read, the key is made where there is none. */
export async function probeOptions(
  flags: ProbeFlags,
  canaries: readonly string[],
  { env, version }: Context,
): Promise<ProbeOptions> {
  const { keptIdentity, readCanary } = await import('../../../probe-server/main.ts')
  const name = flags.name === undefined ? undefined : nameOf(flags.name)
  const listen = flags.listen?.map(addressOf)
  const apiPort = portOf(flags.port)
  const asked = (flags.canary ?? canaries).map((text) => {
    const canary = readCanary(text)
    if (canary === undefined)
      throw new UsageError(
        `--canary must be a host and one of the mail ports 25, 465, 587, 143, 993, such as mx.example.org:25, not ${JSON.stringify(text)}`,
      )
    return canary
  })
  const https = await httpsOf(flags)
  const identity = await kept(
    keptIdentity,
    flags.state ?? stateFolder(env),
    name === undefined ? ownAddresses() : [name, ...ownAddresses()],
  )
  return {
    version,
    identity,
    apiPort,
    canaries: asked,
    ...(https === undefined ? {} : { https }),
    ...(name === undefined ? {} : { name }),
    ...(listen === undefined ? {} : { listen }),
  }
}

function nameOf(text: string): string {
  const read = readHostName(text)
  if (!read.ok) throw new UsageError(`--name ${read.why}, not ${JSON.stringify(text)}`)
  return read.value
}

function addressOf(text: string): string {
  const address = canonical(text)
  if (address === undefined)
    throw new UsageError(
      `--listen must be an address of this machine, such as 203.0.113.5, not ${JSON.stringify(text)}`,
    )
  return address
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port < 1 || port > 65_535)
    throw new UsageError(`--port must be a port from 1 to 65535, not ${JSON.stringify(text)}`)
  return port
}

async function httpsOf({ cert, key, name }: ProbeFlags): Promise<{ cert: string; key: string } | undefined> {
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined) throw new UsageError('--cert and --key belong together: give both')
  if (name === undefined) throw new UsageError('--cert needs --name as well: the certificate is for a name')
  const pems = { cert: await textOf('--cert', cert), key: await textOf('--key', key) }
  const certificate = parsed(() => new X509Certificate(pems.cert))
  if (certificate === undefined) throw new UsageError(`--cert: there is no PEM certificate in ${cert}`)
  const privateKey = parsed(() => createPrivateKey(pems.key))
  if (privateKey === undefined)
    throw new UsageError(`--key: there is no PEM private key, without a password, in ${key}`)
  if (!certificate.checkPrivateKey(privateKey))
    throw new UsageError('--cert and --key do not fit: the certificate is for another key')
  return pems
}

async function textOf(flag: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new UsageError(
      `${flag}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'for an unknown reason'})`,
    )
  }
}

function parsed<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

async function kept(
  keptIdentity: typeof import('../../../probe-server/main.ts').keptIdentity,
  folder: string,
  names: readonly string[],
): Promise<Identity> {
  const identity = await keptIdentity(folder, names)
  if (identity.ok) return identity.value
  throw new UsageError(
    `the key cannot be kept in ${folder} (${identity.detail ?? identity.failure}): name another folder with --state`,
  )
}

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((some) => some ?? [])
    .map(({ address }) => canonical(address))
    .filter((address) => address !== undefined)
    .filter(isGlobal)
}
