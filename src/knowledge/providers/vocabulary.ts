/**
 * All that is ever said of a provider: topics, and for each the few words that there are. A word says no more than its
 * sources do; what else they tell stands beside it as a detail.
 */
export const vocabulary = {
  outbound25: {
    open: 'port 25 is open on the way out',
    openable: 'port 25 can be had on the way out; whether at once or only after asking, no source says',
    'open-until-abused': 'port 25 is open on the way out until spam is seen to come from the line',
    filtered: 'mail on port 25 passes a filter of the provider’s on the way out',
    'blocked-switch': 'port 25 is closed on the way out, and the customer can open it',
    'blocked-request': 'port 25 is closed on the way out, and the provider may open it on request',
    'blocked-fixed-ip': 'port 25 is closed on the way out, except on lines with a fixed address',
    'blocked-business': 'port 25 is closed on the way out, except on lines for business',
    'blocked-fixed': 'port 25 is closed on the way out, and no way to open it is known',
    varies: 'whether port 25 is open on the way out depends on the contract, or the sources contradict one another',
  },
  inbound25: {
    open: 'port 25 is open on the way in',
    'blocked-switch': 'port 25 is closed on the way in, and the customer can open it',
    'blocked-shared': 'port 25 cannot get in where the line shares its IPv4 address with others',
    'blocked-fixed': 'port 25 is closed on the way in, and no way to open it is known',
  },
  publicIpv4: {
    dedicated: 'a line has an IPv4 address of its own',
    shared: 'a line shares its IPv4 address with others, unless something else is agreed',
    varies: 'some lines share their IPv4 address with others',
  },
  fullIpv4: {
    free: 'a line that shares an IPv4 address is given one of its own for nothing',
    paid: 'a line that shares an IPv4 address is given one of its own for a fee',
  },
  fixedIp: {
    included: 'the address does not change',
    available: 'an address that does not change can be had; how, no source says',
    option: 'an address that does not change is an extra',
    business: 'an address that does not change is for lines for business',
    varies: 'whether the address changes depends on the contract',
    no: 'the address changes, and no other is offered',
  },
  reverseV4: {
    'self-service': 'the customer sets the reverse name of the IPv4 address',
    support: 'the provider sets the reverse name of an IPv4 address on request',
    available: 'the reverse name of an IPv4 address can be set; how, no source says',
    business: 'the reverse name of an IPv4 address is set for lines for business',
    no: 'the reverse name of an IPv4 address cannot be set',
  },
  reverseV6: {
    'self-service': 'the customer sets the reverse names of IPv6 addresses',
    available: 'the reverse names of IPv6 addresses can be set; how, no source says',
    no: 'the reverse names of IPv6 addresses cannot be set',
  },
  port25Switch: {
    account: 'port 25 is opened on the provider’s site, in the customer’s account',
    router: 'port 25 is opened in the settings of the router',
    support: 'port 25 is opened by the provider’s support',
  },
  portForwarding: {
    router: 'ports are forwarded in the settings of the router',
    account: 'ports are forwarded on the provider’s site, in the customer’s account',
    no: 'the router forwards no ports',
  },
  upnp: {
    on: 'the router speaks UPnP, and it is switched on as delivered',
    available: 'the router speaks UPnP',
    no: 'the router does not speak UPnP',
  },
  hairpin: {
    yes: 'the public address leads back to the house from within it',
    varies: 'whether the public address leads back to the house from within it depends on the router',
    no: 'the public address does not lead back to the house from within it',
  },
  ipv6: {
    yes: 'lines have IPv6',
    no: 'lines have no IPv6',
  },
} as const

export type Topic = keyof typeof vocabulary

export type Word<T extends Topic> = keyof (typeof vocabulary)[T] & string
