import { expect, it } from 'vitest'
import { faultWords } from '../../../src/report/fault-words.ts'

it.each([
  ['server', 'names.dane', 'It is up to your mail server.'],
  ['server', 'vantage.probe', 'It is up to whoever runs the probe.'],
  ['server', 'outbound.relay', 'It is up to whoever runs the relay.'],
  ['machine', 'vantage.probe', 'It is up to this machine.'],
  ['undetermined', 'outbound.relay', 'Whose doing it is cannot be told from what was seen.'],
] as const)('a fault of the %s in %s', (fault, check, says) => expect(faultWords(fault, check)).toBe(says))
