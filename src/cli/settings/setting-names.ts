/** What can be set, each under the name of its flag. What each may be is `settings.ts`, which takes a while to load. */
export const settingNames = [
  'probe',
  'stun',
  'mx',
  'server',
  'nameWitness',
  'validation',
  'validator',
  'globalpingApi',
  'from',
  'portal',
  'resolver',
  'blocklist',
  'dqsKey',
  'domain',
  'host',
  'selector',
  'relay',
  'interface',
  'line',
  'only',
  'skip',
  'patience',
  'user',
  'lang',
] as const

export type SettingName = (typeof settingNames)[number]
