import type { RouterSpeech } from '../../../core/journal.ts'

const names: Readonly<Record<RouterSpeech, string>> = { upnp: 'UPnP', pcp: 'PCP', natpmp: 'NAT-PMP' }

/** How a person calls a router's language. */
export function spoken(speech: RouterSpeech): string {
  return names[speech]
}
