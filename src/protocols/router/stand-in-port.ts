import { controlPort, type DialledPort } from '../../wire/control-port.ts'

/**
 * The port of this machine that a mapping leads to for the length of a test, in place of a mail port.
 *
 * Below 1024 only root may listen, and a rule of this machine's own firewall may stand for exactly 25. All of these lie
 * high and close together, like the control port: what lets the one in lets the others in, so what is still missing
 * was lost before it came here. Above 60999 the kernel draws no port for connections of its own, and IANA assigns none
 * (RFC 6335 §6).
 */
export function standInPort(port: DialledPort): number {
  return port === controlPort ? port : 61_200 + port
}
