import type { Host } from '../../core/host.ts'
import type { Address } from '../../core/mark.ts'
import { sameAddress } from '../../protocols/addresses.ts'
import { lastingAddresses } from '../line/lasting-addresses.ts'

/** A privacy address (RFC 8981) that others see this machine under: it is replaced within a day. */
export interface PrivacyFacts {
  readonly source: Address
  readonly interface: string
  /** There is an address beside it that lasts, which is judged in its place. */
  readonly lasting: boolean
}

/**
 * The address that a mail server on this machine is to be known by: the one that others see, or, where the system says that
 * it is a privacy address, one beside it that lasts: best one that is `published` already.
 */
export async function mailAddress(
  host: Host,
  seen: Address,
  published: (address: Address) => boolean = () => false,
): Promise<{ readonly address: Address; readonly privacy?: PrivacyFacts }> {
  const interfaces = await host.interfaces()
  const isSeen = ({ address, temporary }: { address: Address; temporary: boolean }) =>
    temporary && sameAddress(address, seen)
  const at = interfaces.ok ? interfaces.value.find(({ addresses }) => addresses.some(isSeen)) : undefined
  if (at === undefined) return { address: seen }
  const lasting = lastingAddresses(at.addresses, seen)
  const address = lasting.find(published) ?? lasting[0]
  return {
    address: address ?? seen,
    privacy: { source: seen, interface: at.name, lasting: address !== undefined },
  }
}
