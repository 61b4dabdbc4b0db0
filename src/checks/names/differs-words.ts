/** What to say of a record that only the zone's own name servers have: it is there, and somebody may not know it. */
export function unseenHere(record: string): string {
  return `The name server that this machine asks does not find ${record}, while the zone’s own name servers have it: it is new, and others may not see it yet either, or it is kept from this machine.`
}

export const seeLater =
  'If the record is new, run the check again in some hours: until then resolvers remember that there was none. If it stays so, look for a DNS filter in the router, or let this machine ask another resolver, best one of its own (unbound); --resolver tries one for a single run.'
