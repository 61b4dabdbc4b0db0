import { checks } from '../../checks/index.ts'
import { catalogueOf, catalogueText } from '../../report/catalogue.ts'
import { safeJson } from '../../report/json.ts'
import type { Context } from '../context.ts'

/** Everything that can be asked, and every answer. */
export function catalogue(flags: { readonly json?: boolean }, { terminal }: Context): number {
  terminal.out(flags.json ? safeJson(catalogueOf(checks)) : catalogueText(checks, terminal))
  return 0
}
