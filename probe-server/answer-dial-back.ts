import type { ServerResponse } from 'node:http'
import { readDialBackRequest, writeDialBackEvent } from '../src/wire/dial-back.ts'
import type { RefusalCode } from '../src/wire/refusal.ts'
import { bounds } from '../src/wire/protocol.ts'
import { openToken, type TokenContents } from '../src/wire/token.ts'
import { plainHeaders, refuse } from './answer.ts'
import type { Asked } from './asked.ts'
import { dialBack } from './dial-back.ts'
import { networksOf } from './networks.ts'
import type { Probe } from './probe.ts'

/** `POST /v1/sessions/{token}/dial-back`: dials the TCP peer of this very request and streams what happens. */
export async function answerDialBack(
  probe: Probe,
  token: string,
  asked: Asked,
  response: ServerResponse,
): Promise<void> {
  const ports = readDialBackRequest(asked.body)
  if (ports === undefined) return refuse(response, 'bad-request')
  const session = openFor(probe, token, asked.address)
  if (typeof session === 'string') return refuse(response, session)
  const leave = probe.dialBacks.enter(networksOf(asked.address).narrow)
  if (leave === undefined) return refuse(response, 'busy', Math.ceil(bounds.dialBackMs / 1000))
  try {
    const spent = probe.spent.spend(session.id, session.expiresAt, probe.settings.now())
    if (spent === 'spent') return refuse(response, 'spent')
    if (spent === 'full') return refuse(response, 'busy', bounds.sessionMs / 1000)
    await stream(probe, { address: asked.address, nonce: session.nonce, ports }, response)
  } finally {
    leave()
  }
}

function openFor({ settings }: Probe, token: string, address: string): TokenContents | RefusalCode {
  const read = openToken(settings.identity.secret, token, settings.now())
  if (read.kind === 'bad') return 'bad-token'
  if (read.kind === 'expired') return 'expired'
  return read.contents.address === address ? read.contents : 'address-changed'
}

async function stream(probe: Probe, wanted: Parameters<typeof dialBack>[0], response: ServerResponse): Promise<void> {
  const gone = new AbortController()
  const onClose = () => gone.abort()
  response.once('close', onClose)
  probe.signal.addEventListener('abort', onClose, { once: true })
  response.writeHead(200, { ...plainHeaders, 'content-type': 'application/x-ndjson' })
  response.flushHeaders()
  // At most a few KiB in all: nothing piles up where the caller does not read.
  const tell = (event: Parameters<typeof writeDialBackEvent>[0]) => {
    if (!gone.signal.aborted) response.write(`${writeDialBackEvent(event)}\n`)
  }
  try {
    await dialBack(wanted, { settings: probe.settings, egress: probe.egress, tell }, gone.signal)
    tell({ event: 'done' })
    response.end()
  } finally {
    response.off('close', onClose)
    probe.signal.removeEventListener('abort', onClose)
  }
}
