import { XMLParser } from 'fast-xml-parser'

/** An element: its children by their names without prefix; a leaf is a string, several of one name are an array. */
export interface XmlElement {
  readonly [name: string]: unknown
}

/** As much as is ever fetched. */
const maxChars = 256 * 1024
/** A description of three devices, one within the other, has eleven levels. */
const maxDepth = 16

/**
 * The root element of a document, if that is its name. Undefined where it is none, is cut off, has a document type, or is
 * too large or too deep. Never throws.
 *
 * No more is asked for: many routers write a bare `&`, or close what they have not opened. Namespaces and attributes are
 * not looked at, and no entity is ever expanded.
 */
export function readXml(text: string, root: string): XmlElement | undefined {
  // SOAP forbids a document type (SOAP 1.1 §3), a description has none, and all that grows in XML grows from there.
  if (text.length > maxChars || /<!DOCTYPE/i.test(text)) return undefined
  // The parser takes what is cut off for whole: half an address is an address.
  if (!new RegExp(`</([\\w.-]+:)?${root}\\s*>`).test(text)) return undefined
  try {
    return elementIn(parse(text), root)
  } catch {
    return undefined
  }
}

function parse(text: string): unknown {
  const parser = new XMLParser({
    ignoreAttributes: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    removeNSPrefix: true,
    parseTagValue: false,
    processEntities: false,
    maxNestedTags: maxDepth,
    jPath: false,
  })
  return parser.parse(text)
}

/** The one child of that name that is an element with children. */
export function elementIn(of: unknown, name: string): XmlElement | undefined {
  const child = childOf(of, name)
  return isElement(child) ? child : undefined
}

/** The text of the one child of that name, without the space around it; empty where it is empty. */
export function textIn(of: unknown, name: string): string | undefined {
  const child = childOf(of, name)
  return typeof child === 'string' ? decoded(child) : undefined
}

function childOf(of: unknown, name: string): unknown {
  return isElement(of) && Object.hasOwn(of, name) ? of[name] : undefined
}

export function isElement(value: unknown): value is XmlElement {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The references that need no document type (XML 1.0 §4.1, §4.6). Whatever else stands there is left as it is. */
function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return predefined[name.toLowerCase()] ?? whole
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16)
    const isCharacter = code > 0 && code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff)
    return isCharacter ? String.fromCodePoint(code) : whole
  })
}
