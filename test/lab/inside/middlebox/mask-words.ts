import type { Rewriting } from './relay-lines.ts'

/** RFC 821: what a firewall of 1998 knows. */
const known = /^(HELO|MAIL|RCPT|DATA|RSET|NOOP|QUIT)\b/i

/**
 * The "SMTP fixup" of old firewalls: of a greeting only 2, 0 and blanks are left, of a capability only its length. Where
 * `commands` are masked as well, the server hears X for every word that such a firewall does not know, EHLO among them.
 */
export function maskWords({ commands }: { readonly commands: boolean }): Rewriting {
  let heard = 0
  let inHello = false
  return {
    fromServer(line) {
      heard += 1
      if (heard === 1) return [line.slice(0, 4) + line.slice(4).replace(/[^ 02]/g, '*')]
      const [, head = '', word = ''] = /^(250[- ])(\S+)/.exec(line) ?? []
      // The first line of the reply is the name of the server.
      const capability = inHello && !/[.]/.test(word)
      if (/^\d{3} /.test(line)) inHello = false
      return [capability && word !== '' ? `${head}${'X'.repeat(word.length - 1)}A` : line]
    },
    fromCaller(line) {
      inHello = /^EHLO /i.test(line)
      return { pass: commands && !known.test(line) ? line.replace(/\S/g, 'X') : line }
    },
  }
}
