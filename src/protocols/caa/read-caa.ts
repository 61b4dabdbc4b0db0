/** One CAA record (RFC 8659 §4): which authority may make certificates for a name. */
export interface Caa {
  /** In lower case: `issue`, `issuewild`, `iodef`, or something else. */
  readonly tag: string
  readonly value: string
  /** An authority that does not know the tag must make no certificate (§4.1, bit 0). */
  readonly critical: boolean
  /** Of `issue` and `issuewild`: the authority, or '' for none; absent where the value is none, which forbids all (§4.2). */
  readonly issuer?: string
}

const critical = 0x80

/** Reads the data of a CAA record, `0 issue "ca.example.net"`; undefined for what is none. */
export function readCaa(data: string): Caa | undefined {
  const match = /^(\d{1,3}) ([a-z0-9]{1,255}) "((?:\\.|[^\\"])*)"$/is.exec(data)
  const [, flags = '', tag = '', quoted = ''] = match ?? []
  if (match === null || Number(flags) > 0xff) return undefined
  const value = quoted.replaceAll(/\\(\d{3}|.)/gs, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number(code) % 0x100) : code,
  )
  const common = { tag: tag.toLowerCase(), value, critical: (Number(flags) & critical) !== 0 }
  const issuer = common.tag === 'issue' || common.tag === 'issuewild' ? readIssuer(value) : undefined
  return issuer === undefined ? common : { ...common, issuer }
}

/** `ca.example.net; account=230123`, `;` for nobody. */
function readIssuer(value: string): string | undefined {
  const [issuer = '', ...parameters] = value.split(';').map((part) => part.trim())
  // A semicolon at the end has nothing behind it.
  if (parameters.at(-1) === '') parameters.pop()
  const sound = parameters.every((each) => /^[a-z0-9]{1,64}\s{0,8}=\s{0,8}[!-~]{0,1024}$/i.test(each))
  return sound && /^([a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){0,20})?$/i.test(issuer) ? issuer.toLowerCase() : undefined
}
