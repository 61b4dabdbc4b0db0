/** Where `all` is told to do without privacy addresses, Linux leaves the interfaces as they are that are there already. */
export function withoutPrivacy(interfaceName: string | undefined): string {
  return `switch privacy addresses off (on Linux: sysctl net.ipv6.conf.${interfaceName ?? 'INTERFACE'}.use_tempaddr=0)`
}

/** The way out where a machine has no address that lasts. */
export function getLastingAddress(interfaceName: string | undefined): string {
  return `Give this machine an IPv6 address that stays, by hand in its network settings or by a token (on Linux: ip token set ::25 dev ${interfaceName ?? 'INTERFACE'}), and let the mail server speak from it (Postfix: smtp_bind_address6). Or ${withoutPrivacy(interfaceName)}. Until then let mail go over IPv4 alone.`
}
