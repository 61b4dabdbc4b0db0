#!/usr/bin/env node
import { main } from './mailworthy-probe.ts'

/**
 * Whom a probe dials to see whether its own way out carries a port: two large operators a port, the first of them over
 * both families. This file alone knows them, so that no test can ever dial them.
 *
 * Sources: 25, the MX records of gmail.com and outlook.com; the others, the operators' own settings for mail programs as
 * published in Thunderbird's ISPDB (googlemail.com, gmx.net, posteo.de; read 2026-03-12), 587 of Gmail in Google's help
 * ("Check Gmail through other email platforms"). Few operators still offer 143: these two do, with STARTTLS.
 */
const canaries = [
  'gmail-smtp-in.l.google.com:25',
  'outlook-com.olc.protection.outlook.com:25',
  'smtp.gmail.com:465',
  'mail.gmx.net:465',
  'smtp.gmail.com:587',
  'mail.gmx.net:587',
  'posteo.de:143',
  'imap.gmx.net:143',
  'imap.gmail.com:993',
  'imap.gmx.net:993',
]

process.exitCode = await main(process.argv.slice(2), { canaries })
