/**
 * The hardware address of an Ethernet-like neighbour as six pairs in lower case, or undefined if the text is none.
 * BSD tools leave leading zeros out (`0:1:2:a:b:c`). All zeros is what an unanswered ARP request leaves behind.
 */
export function hardwareAddress(text: string): string | undefined {
  const parts = text.split(/[:-]/)
  if (parts.length !== 6 || !parts.every((part) => /^[0-9a-f]{1,2}$/i.test(part))) return undefined
  const address = parts.map((part) => part.toLowerCase().padStart(2, '0')).join(':')
  return address === '00:00:00:00:00:00' ? undefined : address
}
