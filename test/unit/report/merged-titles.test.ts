import { expect, it } from 'vitest'
import { mergedTitles } from '../../../src/report/merged-titles.ts'

it('says once what is true of several ports', () => {
  expect(
    mergedTitles([
      'Up.',
      'Port 25 in.',
      'In to port 25 over IPv4.',
      'In to port 465 over IPv4.',
      'In to port 993 over IPv4.',
      'In to port 25 over IPv6.',
    ]),
  ).toEqual(['Up.', 'Port 25 in.', 'In to ports 25, 465 and 993 over IPv4.', 'In to port 25 over IPv6.'])
  expect(mergedTitles([])).toEqual([])
})
