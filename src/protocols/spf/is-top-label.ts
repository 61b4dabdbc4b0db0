/**
 * Whether a label can be a top-level domain (RFC 7208 §7.1, `toplabel`): letters, digits and hyphens, a hyphen at neither
 * end, and not a number, so that no address is taken for a name.
 */
export function isTopLabel(label: string): boolean {
  return /^[a-z0-9-]+$/i.test(label) && /[a-z-]/i.test(label) && !label.startsWith('-') && !label.endsWith('-')
}
