/** What we write into a router's table beside a port. Short and plain: some routers cut it, some refuse other characters. */
export function descriptionOf(external: number): string {
  return `mailworthy ${external}`
}
