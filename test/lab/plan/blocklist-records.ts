import type { Blocklist } from '../../../src/core/asked.ts'
import { blocklists } from '../../../src/knowledge/blocklists.ts'

/** What is answered to `127.0.0.2` and `test` (RFC 5782 §5); Spamhaus has three lists of addresses in one. */
const testAnswers: Readonly<Record<string, readonly string[]>> = {
  'zen.spamhaus.org': ['127.0.0.2', '127.0.0.4', '127.0.0.10'],
  'dbl.spamhaus.org': ['127.0.1.2'],
}

/** The public blocklists: alive, with nobody on them. */
export function blocklistRecords(): string[] {
  return blocklists.flatMap((list) =>
    (testAnswers[list.zone] ?? ['127.0.0.2']).map((code) => `${testPoint(list)}.${list.zone}. A ${code}`),
  )
}

function testPoint({ of }: Blocklist): string {
  return of.includes('domain') ? 'test' : '2.0.0.127'
}
