import { success } from '../../../../src/core/failure.ts'
import { type EchoFacts, echo } from '../../../../src/protocols/probe/echo.ts'
import { echoHello, echoReply } from '../../../../src/wire/echo-dialogue.ts'
import { minuteOf, writeGreeting } from '../../../../src/wire/greeting.ts'
import type { MailPort } from '../../../../src/wire/mail-port.ts'
import { type Step, scripted } from '../../scripted-conversation.ts'
import { silentLine } from '../../silent-line.ts'
import { virtualClock } from '../../virtual-clock.ts'
import { nonce, probeFixture } from './session-fixture.ts'

export const { key, pin, session, open } = probeFixture()
/** When the scripted visits begin. */
export const now = Date.parse('2026-01-02T03:04:05Z')
export const host = session.host

export function greeting(port: MailPort, { minute = minuteOf(now), signer = key, address = '203.0.113.7' } = {}): Step {
  return { says: writeGreeting(signer, { host, port, address, minute }) }
}
export const hears = (port: MailPort): Step => ({ hears: echoHello(session.token, port) })
export const ehloReply = (port: MailPort, proof: Uint8Array | undefined = nonce): Step => ({
  says: echoReply(host, port, proof),
})

/** Goes to a port of the probe that follows a script. */
export async function visit(
  port: MailPort,
  script: readonly Step[],
): Promise<{ facts: EchoFacts; heard: readonly string[]; ended: boolean }> {
  const far = scripted(script, virtualClock(now))
  const line = silentLine({ clock: far.clock, dial: async () => success(far.conversation) })
  const facts = await echo(line, open, port)
  return { facts, heard: far.heard, ended: far.ended() }
}

/** The probe as it should be. */
export const good25: Step[] = [
  greeting(25),
  hears(25),
  ehloReply(25),
  { says: '250-SIZE 0' },
  { says: '250 STARTTLS' },
  { hears: 'STARTTLS' },
  { says: '220 go' },
  { tls: { pin } },
]
