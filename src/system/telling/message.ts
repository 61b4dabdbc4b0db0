/** What somebody is told: once for a program, once for a person. What it is about is the business of who tells. */
export interface Message {
  /** Whoever gets one twice can tell by it. */
  readonly id: string
  /** When it happened, ISO 8601, UTC. */
  readonly at: string
  /** What kind of thing happened, in one word. */
  readonly event: string
  /** Whole sentences, the first of which can stand alone. */
  readonly says: string
  /** What the user calls the line that it is about. */
  readonly line?: string
  /** All of it, as JSON on one line. */
  readonly body: string
}
