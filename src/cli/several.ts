import { Option } from 'commander'

/** A flag that may be given more than once. */
export function several(flags: string, description: string): Option {
  return new Option(flags, `${description} (may be repeated)`).argParser(
    (value: string, before: string[] | undefined) => [...(before ?? []), value],
  )
}
