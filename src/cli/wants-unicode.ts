/**
 * Whether the terminal is to be sent more than ASCII: the locale decides (POSIX, `LC_ALL` over `LC_CTYPE` over `LANG`). Where none
 * is set, as in a container, most terminals do all the same.
 */
export function wantsUnicode({ LC_ALL, LC_CTYPE, LANG, TERM }: NodeJS.ProcessEnv): boolean {
  if (TERM === 'dumb') return false
  const locale = LC_ALL || LC_CTYPE || LANG
  return locale === undefined || locale === '' || /utf-?8/i.test(locale)
}
