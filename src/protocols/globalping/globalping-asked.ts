import type { TlsOptions } from '../../core/line.ts'

/** The API as it is to be asked. */
export interface GlobalpingAsked {
  /** `https://host[:port]`, without a path. */
  readonly base: string
  /**
   * A token from the Globalping dashboard, for limits of one's own. It leaves this machine in the Authorization header
   * alone, and over TLS alone.
   */
  readonly token?: string
  /** Who may answer, where it is not the public API; `'public'` unless told. */
  readonly trust?: TlsOptions['trust']
}

/** The public API. Whatever is measured there can be read for seven days by whoever knows the measurement's id. */
export const publicGlobalping = 'https://api.globalping.io'
