/** What is told of something: how it is, and what to do about it. */
export interface Told {
  /** `good`: as was asked for; `care`: so, with something to know; `bad`: not so; `open`: could not be told. */
  readonly mark: 'good' | 'care' | 'bad' | 'open'
  readonly says: string
  readonly remedy?: string
}
