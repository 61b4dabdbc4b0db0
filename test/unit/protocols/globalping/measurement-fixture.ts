/** The result of a ping that ended, as the API writes it, with `received` of three connections. */
export function finished(received: number): Readonly<Record<string, unknown>> {
  const [min, avg, max, loss] = received > 0 ? [24.174, 24.183, 24.193, 0] : [null, null, null, 100]
  return {
    status: 'finished',
    rawOutput: 'No reply from 25.203.113.7 on port 25: tcp_conn=1',
    resolvedAddress: '25.203.113.7',
    resolvedHostname: '25.203.113.7',
    timings: [],
    stats: { min, avg, max, total: 3, rcv: received, drop: 3 - received, loss },
  }
}

/** A probe as the API writes it: as in the example of its description. */
export const probe = {
  continent: 'OC',
  region: 'Australia and New Zealand',
  country: 'NZ',
  state: null,
  city: 'Auckland',
  asn: 61_138,
  longitude: 174.77,
  latitude: -36.87,
  network: 'Zappie Host LLC',
  tags: ['datacenter-network'],
  resolvers: ['1.1.1.1', '8.8.8.8'],
}

export const probeRead = {
  continent: 'OC',
  country: 'NZ',
  city: 'Auckland',
  asn: 61_138,
  network: 'Zappie Host LLC',
  tags: ['datacenter-network'],
}

/** A measurement as the API writes it. */
export function measurement(results: readonly unknown[], status = 'finished'): Readonly<Record<string, unknown>> {
  return {
    id: 'nzGzfAGL7sZfUs3c',
    type: 'ping',
    status,
    createdAt: '2023-07-14T18:25:52.414Z',
    updatedAt: '2023-07-14T18:25:53.207Z',
    target: '25.203.113.7',
    probesCount: results.length,
    measurementOptions: { protocol: 'TCP', port: 25 },
    results: results.map((result) => ({ probe, result })),
  }
}
