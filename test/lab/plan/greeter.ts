import type { DaemonPlan, Programs } from './plan.ts'

/** A mail server that greets and says goodbye, at these addresses of the place. */
export function greeter(
  name: string,
  programs: Programs,
  addresses: readonly string[],
  ports: readonly number[],
): DaemonPlan {
  return {
    name,
    argv: [programs.node, programs.greeter, `${name}.test`, ...addresses, ...ports.map(String)],
    ready: addresses.flatMap((address) => ports.map((port) => ({ proto: 'tcp', port, address }) as const)),
  }
}
