/**
 * Why something that was kept cannot be read. `other-version`: a later release may be able to. `malformed`: torn, altered, or
 * somebody else's.
 */
export type Unread = 'other-version' | 'malformed'
