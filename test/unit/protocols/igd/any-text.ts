import fc from 'fast-check'

/**
 * Any text at all, halves of surrogate pairs included; half of it are signs and letters that mean something. (fast-check's
 * own unit `binary` takes seconds to get ready on a busy machine.)
 */
export const anyText = fc
  .array(fc.oneof(fc.nat(0x7f), fc.nat(0x10_ffff)), { maxLength: 40 })
  .map((codes) => String.fromCodePoint(...codes))
