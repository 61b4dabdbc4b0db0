import type { WorldSpec } from '../spec.ts'
import type { Additions } from './additions.ts'

/** What the probe's provider does to it; everything else of its state is a matter of how it is run. */
export function probeAdditions(spec: WorldSpec): Additions {
  return spec.probe === 'egress-25-blocked' ? { probe: { nft: egressBlock } } : {}
}

/** A refusal, so that the probe knows it before anybody asks: its test of the way out begins when it starts. */
const egressBlock = `table inet egress {
  chain output {
    type filter hook output priority 0; policy accept;
    tcp dport 25 reject with tcp reset
  }
}
`
