import { boundedText } from './bounded-text.ts'
import { elementIn, readXml, textIn, type XmlElement } from './xml.ts'

export type SoapReply =
  /** The values that the action gives. */
  | { readonly kind: 'response'; readonly values: XmlElement }
  | { readonly kind: 'fault'; readonly code: number; readonly says: string }

/**
 * What a service answered to an action (UPnP Device Architecture 1.0 §3.2.2), or undefined where it is no
 * answer to it. Never throws.
 *
 * The status that the answer came with is not asked: some routers send faults with 200. A fault beside a response is a
 * fault.
 */
export function readSoapReply(text: string, action: string): SoapReply | undefined {
  const body = elementIn(readXml(text, 'Envelope'), 'Body')
  if (body === undefined) return undefined
  if (Object.hasOwn(body, 'Fault')) return readFault(elementIn(body, 'Fault'))
  const name = `${action}Response`
  const values = elementIn(body, name)
  if (values !== undefined) return { kind: 'response', values }
  // An action that gives nothing is answered by an empty element.
  return textIn(body, name) === '' ? { kind: 'response', values: {} } : undefined
}

function readFault(fault: XmlElement | undefined): SoapReply | undefined {
  const error = elementIn(elementIn(fault, 'detail'), 'UPnPError')
  const code = textIn(error, 'errorCode') ?? ''
  if (!/^\d{1,5}$/.test(code)) return undefined
  return { kind: 'fault', code: Number(code), says: boundedText(textIn(error, 'errorDescription') ?? '') }
}
