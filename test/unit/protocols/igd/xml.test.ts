import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elementIn, readXml, textIn } from '../../../../src/protocols/igd/xml.ts'
import { anyText } from './any-text.ts'

const text = (xml: string, name = 'a') => textIn(readXml(`<root>${xml}</root>`, 'root'), name)

describe('readXml', () => {
  it('reads elements by their names without prefix', () => {
    const root = readXml('<x:root xmlns:x="urn:y"><x:a b="c"><d>1</d><d>2</d></x:a></x:root>', 'root')
    expect(root).toEqual({ a: { d: ['1', '2'] } })
  })

  it('takes text as it stands: nothing becomes a number, a date or a truth', () => {
    expect(['007', '0x10', '1e3', 'true', '  padded '].map((value) => text(`<a>${value}</a>`))).toEqual([
      '007',
      '0x10',
      '1e3',
      'true',
      'padded',
    ])
  })

  it('knows the references that XML has by itself, once', () => {
    expect(text('<a>&lt;b&gt; &amp;amp; &quot;&apos;&#65;&#x42;</a>')).toBe('<b> &amp; "\'AB')
    expect(text('<a>AT&T &nope; &#0; &#xD800; &#99999999;</a>')).toBe('AT&T &nope; &#0; &#xD800; &#99999999;')
  })

  it('takes CDATA, comments, a byte order mark and what stands around', () => {
    expect(text('<!-- x --><a><![CDATA[b<c]]></a>')).toBe('b<c')
    expect(readXml('\uFEFF\r\n<?xml version="1.0"?><root><a/></root>\r\n\0\0', 'root')).toEqual({ a: '' })
  })

  it.each([
    ['nothing', ''],
    ['no XML', 'not found'],
    ['a page', '<!DOCTYPE html><html><head><title>Router</title></head><body><p>Log in<br></body></html>'],
    ['another root', '<html><a/></html>'],
    ['a root without children', '<root>x</root>'],
    ['two roots', '<root><a/></root><root><a/></root>'],
    ['an end without a beginning', '</root>'],
    ['a document type', '<!DOCTYPE root [<!ENTITY x "y">]><root><a>&x;</a></root>'],
    ['a document type in small letters', '<!doctype root><root><a/></root>'],
    ['too deep a tree', `<root>${'<a>'.repeat(200)}x${'</a>'.repeat(200)}</root>`],
    ['too long a text', `<root><a>${'x'.repeat(300_000)}</a></root>`],
    ['a name that is not to be had', '<root><__proto__><polluted>1</polluted></__proto__></root>'],
    ['quotes that never end', `<root><a b="></a></root>`],
  ])('refuses %s', (_, xml) => {
    expect(readXml(xml, 'root')).toBeUndefined()
  })

  it('expands no entity', () => {
    const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
    expect(readXml(`<!DOCTYPE root [<!ENTITY l0 "lol">${laughs}]><root><a>&l9;</a></root>`, 'root')).toBeUndefined()
    expect(text('<a>&l9;</a>')).toBe('&l9;')
  })

  it('takes nothing that was cut off', () => {
    const whole = '<s:Envelope><s:Body><a>192.0.2.77</a></s:Body></s:Envelope>'
    for (let length = 0; length < whole.length; length += 1) {
      expect(readXml(whole.slice(0, length), 'Envelope')).toBeUndefined()
    }
    expect(readXml(whole, 'Envelope')).toEqual({ Body: { a: '192.0.2.77' } })
  })

  it('never throws, and never touches what every object has', () => {
    const piece = fc.constantFrom(
      '<root>',
      '</root>',
      '<a>',
      '</a>',
      '<a',
      '/>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?x',
      '?>',
      '&',
      '"',
      'x',
    )
    const evil = fc.constantFrom(
      '<__proto__>',
      '<constructor>',
      '<toString>',
      '</toString>',
      '<hasOwnProperty/>',
      '<prototype>',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, evil, fc.string({ maxLength: 5 })), { maxLength: 40 }), (pieces) => {
        const root = readXml(`<root>${pieces.join('')}</root>`, 'root')
        textIn(root, 'a')
        elementIn(root, 'a')
        for (const name in {}) throw new Error(`everything has ${name} now`)
      }),
    )
    fc.assert(fc.property(anyText, (any) => void readXml(any, 'root')))
  })
})

describe('what an element has', () => {
  it('is only what stands in it', () => {
    const root = readXml('<root><a>x</a><b><c/></b><d>1</d><d>2</d></root>', 'root')
    expect(textIn(root, 'a')).toBe('x')
    expect(textIn(root, 'b')).toBeUndefined()
    expect(textIn(root, 'd')).toBeUndefined()
    expect(textIn(root, 'toString')).toBeUndefined()
    expect(textIn(undefined, 'a')).toBeUndefined()
    expect(elementIn(root, 'b')).toEqual({ c: '' })
    expect(elementIn(root, 'a')).toBeUndefined()
    expect(elementIn(root, 'd')).toBeUndefined()
    expect(elementIn(root, '__proto__')).toBeUndefined()
  })
})
