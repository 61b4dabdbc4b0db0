/** `port 25`, `ports 25 and 465`, `ports 25, 465 and 587`. */
export function listedPorts(ports: readonly number[]): string {
  const last = ports.at(-1)
  return ports.length < 2 ? `port ${last}` : `ports ${ports.slice(0, -1).join(', ')} and ${last}`
}

/** The same at the beginning of a sentence, with the verb that goes with it: `Ports 25 and 465 lead`. */
export function portsThat(ports: readonly number[], one: string, several: string): string {
  const listed = listedPorts(ports)
  return `${listed.charAt(0).toUpperCase()}${listed.slice(1)} ${ports.length < 2 ? one : several}`
}
