/** `inbound 25, 465, 993 over IPv4 and IPv6` for the ids of their checks; an id that is no port's stays as it is. */
export function portsWords(checks: readonly string[]): string {
  // By direction and ports, over which families.
  const ports = new Map<string, string[]>()
  const others: string[] = []
  for (const check of checks) {
    const [, way, family] = /^((?:in|out)bound)\.\d+\.(v4|v6)$/.exec(check) ?? []
    if (way === undefined || family === undefined) others.push(check)
    else ports.set(`${way} ${family}`, [...(ports.get(`${way} ${family}`) ?? []), check.split('.')[1] ?? ''])
  }
  const told = ['inbound', 'outbound'].flatMap((way) => {
    const [v4, v6] = [ports.get(`${way} v4`)?.join(', '), ports.get(`${way} v6`)?.join(', ')]
    if (v4 !== undefined && v4 === v6) return [`${way} ${v4} over IPv4 and IPv6`]
    return [
      ...(v4 === undefined ? [] : [`${way} ${v4} over IPv4`]),
      ...(v6 === undefined ? [] : [`${way} ${v6} over IPv6`]),
    ]
  })
  return [...told, ...others].join('; ')
}
