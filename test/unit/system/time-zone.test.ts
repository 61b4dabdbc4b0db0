import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { timeZone } from '../../../src/system/time-zone.ts'

describe('the time zone of this machine', () => {
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mailworthy-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each([
    ['/usr/share/zoneinfo/Europe/Berlin', 'Europe/Berlin'],
    ['../usr/share/zoneinfo/America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['/var/db/timezone/zoneinfo/America/Port-au-Prince', 'America/Port-au-Prince'],
    ['/usr/share/zoneinfo/Etc/UTC', 'UTC'],
    ['/usr/share/zoneinfo/UTC', 'UTC'],
    // What has other names, and what leads elsewhere, is for Intl to say.
    ['/usr/share/zoneinfo/Etc/GMT+5', here],
    ['/usr/share/zoneinfo/posix/Europe/Berlin', here],
    ['/usr/share/zoneinfo/CET', here],
    ['/etc/elsewhere', here],
  ])('that is linked to %s is %s', (target, expected) => {
    const link = join(folder, target.replaceAll('/', '_'))
    symlinkSync(target, link)
    expect(timeZone({}, link)).toBe(expected)
    // TZ outweighs the link.
    expect(timeZone({ TZ: 'Asia/Tokyo' }, link)).toBe(here)
  })

  it('is what Intl says where there is no link', () => {
    expect(timeZone({}, folder)).toBe(here)
    expect(timeZone({}, join(folder, 'none'))).toBe(here)
  })
})
