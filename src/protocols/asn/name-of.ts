import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import { type NetworkName, readNetworkName } from './read-network-name.ts'

/** What the registries call a network, after Team Cymru. Fails `malformed` where the answer is about no such network. */
export async function nameOf(line: Line, asn: number): Promise<Outcome<NetworkName>> {
  const reply = await line.ask({ name: `AS${asn}.asn.cymru.com`, type: 'TXT' })
  if (!reply.ok) return reply
  const names = reply.value.answers.filter(({ type }) => type === 'TXT').map(({ data }) => readNetworkName(data))
  const name = names.find((one) => one?.asn === asn)
  return name === undefined ? failed('malformed', 'no name of this network') : success(name)
}
