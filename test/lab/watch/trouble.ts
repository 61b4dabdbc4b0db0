/** Something that goes wrong, and comes right again. Both say when it took effect, ms since 1970. */
export interface Trouble {
  begin(): Promise<number>
  end(): Promise<number>
}

export interface Stretch {
  readonly from: number
  readonly to: number
}

/** The trouble lasts for `ms`; what is to happen in the midst of it does. */
export async function lasting(
  trouble: Trouble,
  ms: number,
  midst: () => Promise<unknown> = async () => {},
): Promise<Stretch> {
  const from = await trouble.begin()
  await midst()
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, from + ms - Date.now())))
  return { from, to: await trouble.end() }
}
