import { createPublicKey } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { familyOf } from '../src/wire/address.ts'
import { toBase64url } from '../src/wire/base64url.ts'
import { readJson } from '../src/wire/json.ts'
import { mailPorts } from '../src/wire/mail-port.ts'
import { nonceBytes } from '../src/wire/proof.ts'
import { bounds, protocol } from '../src/wire/protocol.ts'
import type { Session } from '../src/wire/session.ts'
import { sealToken } from '../src/wire/token.ts'
import { minAgent } from './about.ts'
import { answerJson, refuse } from './answer.ts'
import type { Asked } from './asked.ts'
import type { Probe } from './probe.ts'

/** `POST /v1/sessions`: what we see of the caller, and what it needs to make use of us. We remember nothing of it. */
export function answerSession(probe: Probe, asked: Asked, response: ServerResponse): void {
  if (!isEmptyObject(readJson(asked.body))) return refuse(response, 'bad-request')
  const { settings, egress } = probe
  const { address } = asked
  const family = familyOf(address)
  const now = settings.now()
  const nonce = settings.random(nonceBytes)
  const contents = {
    id: Buffer.from(settings.random(8)).toString('hex'),
    nonce,
    address,
    expiresAt: now + bounds.sessionMs,
  }
  const session: Session = {
    protocol: protocol.version,
    probe: { name: protocol.probeName, version: settings.version, minAgent },
    host: settings.host,
    address,
    port: asked.port,
    token: sealToken(settings.identity.secret, contents, settings.random(12)),
    nonce: toBase64url(nonce),
    key: toBase64url(createPublicKey(settings.identity.key).export({ type: 'spki', format: 'der' })),
    expiresInS: bounds.sessionMs / 1000,
    ports: mailPorts.filter((port) => probe.listensOn(port, family)),
    addresses: settings.addresses,
    egress: egress.table(),
    idle: { mostS: bounds.idleS },
    limits: { left: asked.left, resetS: asked.resetS },
    time: new Date(now).toISOString(),
  }
  answerJson(response, session)
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
}
