import { defineLook } from '../../core/look.ts'
import { budgets } from '../budgets.ts'
import { exchangers, type HostFacts, hostFacts } from './exchangers.ts'

/** The machine that would carry the mail: the one that was named, else the domain's best exchanger; and where it is. */
export interface MailHostFacts extends Partial<HostFacts> {
  /** `nobody`: none was named, and the domain has none. */
  readonly by: 'asked' | 'mx' | 'nobody'
}

export const mailHost = defineLook<MailHostFacts>()({
  look: 'mail-host',
  revision: 1,
  needs: { exchangers },
  budget: budgets.names,
  marks: { host: 'name', aliases: 'name', addresses: 'address' },
  async observe(line, { exchangers: named }, { host }) {
    if (host !== undefined) return { by: 'asked', ...(await hostFacts(line, host)) }
    const [best] = named.exchangers
    if (best === undefined || best.host === '.') return { by: 'nobody' }
    const { preference: _, ...facts } = best
    return { by: 'mx', ...facts }
  },
})
