import type { Line } from '../../../core/line.ts'

const smtpPort = 25

/**
 * Whether this program may listen on a mail port, which is tried for an instant, within this machine. One that another program
 * has counts: it is looked at there.
 */
export async function mayListen(line: Pick<Line, 'listen'>): Promise<boolean> {
  const tried = await line.listen({ family: 'v4', port: smtpPort, address: '127.0.0.1' }, async () => undefined)
  if (tried.ok) await tried.value.close()
  return tried.ok || tried.failure !== 'not-permitted'
}
