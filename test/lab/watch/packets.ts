import type { World } from '../world.ts'

/** What the machine at home sent to somebody, and when, ms since 1970. */
export interface Sent {
  readonly at: number
  readonly to: string
}

/** Looks on, at the machine's own adapter, at what it sends that passes a filter of tcpdump's; tells it at the end. `name` is its log's. */
export async function packets(world: World, name: string, filter: string): Promise<() => Promise<readonly Sent[]>> {
  const options = ['-n', '-tt', '-q', '-l', '--immediate-mode', '-Z', 'root', '-Q', 'out', '-i', 'eth0']
  // That it listens it says on its standard error.
  const argv = ['sh', '-c', 'exec tcpdump "$@" 2>&1', 'sh', ...options, filter]
  const started = await world.start('home', argv, { name, ready: { line: /listening on/ } })
  return async () => {
    const { stdout } = await started.stop('SIGINT')
    return [...stdout.matchAll(/^(\d+\.\d+) IP6? \S+ > (\S+)\.\d+: /gm)].map(([, at, to = '']) => ({
      at: Number(at) * 1_000,
      to,
    }))
  }
}
