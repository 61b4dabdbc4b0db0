/**
 * A name with the case of each letter drawn by a random byte. Name servers repeat a question as they got it, so whoever
 * forges a reply blindly must guess the spelling as well as the id and the port (draft-vixie-dnsext-dns0x20).
 */
export function randomCase(name: string, random: Uint8Array): string {
  return [...name]
    .map((letter, index) => ((random[index] ?? 0) % 2 === 0 ? letter.toLowerCase() : letter.toUpperCase()))
    .join('')
}
