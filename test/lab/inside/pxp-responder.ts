/**
 * Answers NAT-PMP (RFC 6886) and PCP (RFC 6887) and never does anything: `pxp-responder ADDRESS PORT ANSWERS`, where the
 * last is a word of the spec.
 */
import { createSocket } from 'node:dgram'
import type { PxpAnswers } from '../router-spec.ts'
import { pxpAnswer } from './pxp-responder/pxp-answer.ts'

const [address, port, answers] = process.argv.slice(2)
const began = performance.now()
const socket = createSocket('udp4')
socket.on('message', (asked, from) => {
  const epoch = Math.floor((performance.now() - began) / 1000)
  const answer = pxpAnswer(answers as PxpAnswers, asked, epoch)
  if (answer !== undefined) socket.send(answer, from.port, from.address)
})
socket.bind(Number(port), address)
