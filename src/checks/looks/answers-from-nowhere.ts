import type { Family, Line } from '../../core/line.ts'

/** RFC 5737 and RFC 3849: nobody has these addresses, so nobody answers, or somebody does who should not. */
const nowhere = { v4: '192.0.2.53', v6: '2001:db8::53' } as const
const dnsPort = 53

/** Whether a question that is sent where no name server is gets an answer: somebody on the way answers for all of them. */
export async function answersFromNowhere(line: Line, family: Family, ms: number): Promise<boolean> {
  const server = { address: nowhere[family], port: dnsPort }
  const reply = await line.ask({ name: 'example.com', type: 'A', server, ms })
  // An answer that the name does not exist, or that we may not ask, is an answer too.
  return reply.ok || ['name-not-found', 'no-data', 'lookup-refused', 'lookup-failed'].includes(reply.failure)
}
