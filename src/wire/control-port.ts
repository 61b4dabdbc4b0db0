import { type MailPort, mailPorts } from './mail-port.ts'

/**
 * The one port beside the mail ports that a dial-back may reach, to tell a provider that drops all low ports from a line
 * on which nothing comes in. What arrives there proves that the way in exists; silence there proves nothing.
 *
 * IANA never assigns a port from 49152 on (RFC 6335 §6), so nobody's service can be met; Linux draws the ports of its own
 * connections from 32768 to 60999, so the agent finds it free.
 */
export const controlPort = 61_025

export type ControlPort = typeof controlPort

/** Every port that a dial-back may reach. */
export const dialledPorts = [...mailPorts, controlPort] as const

export type DialledPort = MailPort | ControlPort

export function isDialledPort(port: unknown): port is DialledPort {
  return dialledPorts.some((known) => known === port)
}
