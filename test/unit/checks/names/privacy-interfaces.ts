import type { NetworkInterface } from '../../../../src/core/host.ts'

/** An interface that has a privacy address, `gone` tomorrow, and others that last. */
export function privacyInterfaces(gone: string, ...lasting: readonly string[]): readonly NetworkInterface[] {
  const addresses = [gone, ...lasting].map((address) => ({
    family: 'v6' as const,
    address,
    prefix: 64,
    temporary: address === gone,
  }))
  return [{ name: 'eth0', kind: 'ethernet', addresses }]
}
