import type { Scenario } from '../scenario.ts'
import { good } from './good.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

const onTheDays = { ...good.answers, 'line.permanent': 'permanent', 'line.fixed.v4': 'fixed' } as const
const withReservations = good.abilities

/** One for each night. */
const tenAddresses = Array.from({ length: 10 }, (_, night) => `25.203.113.${20 + night}`)

/** Lines that were watched for some time. */
export const known: readonly Scenario[] = [
  {
    name: 'well-known',
    title: 'A good line that was watched for a month: up day and night, and the address came back each time.',
    line: { past: { days: 30, restarts: 3, outages: { times: 2, tookMs: 40 * second, place: 'router', hour: 11 } } },
    answers: onTheDays,
    abilities: { receive: 'yes', send: 'yes', access: 'yes' },
    verdict: 'ready',
  },
  {
    name: 'cut-every-night',
    title: 'The provider cuts the line every night for four minutes, and gives it another address each time.',
    line: {
      past: {
        days: 10,
        outages: { times: 10, tookMs: 4 * minute, place: 'provider', hour: 4 },
        before: tenAddresses,
      },
    },
    answers: { ...onTheDays, 'line.permanent': 'short-outages', 'line.fixed.v4': 'changes' },
    abilities: withReservations,
    verdict: 'ready-with-reservations',
  },
  {
    name: 'line-that-fails',
    title: 'The line is down for hours at a time, most of all in the evening.',
    line: { past: { days: 20, outages: { times: 6, tookMs: 5 * hour, place: 'provider', hour: 19 } } },
    answers: { ...onTheDays, 'line.permanent': 'interrupted', 'line.fixed.v4': 'too-early' },
    abilities: { ...withReservations, receive: 'no' },
    verdict: 'not-ready',
  },
  {
    name: 'lossy',
    title: 'The line is there, but loses a twentieth of what is sent; the address changed once.',
    line: { past: { days: 12, lostPerMille: 50, before: ['25.203.113.21'] } },
    answers: { ...onTheDays, 'line.permanent': 'lossy', 'line.fixed.v4': 'changed-once' },
    abilities: withReservations,
    verdict: 'ready-with-reservations',
  },
]
