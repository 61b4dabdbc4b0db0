import { miniupnpd, miniupnpdFiles } from './plan/port-mapping.ts'
import type { World } from './world.ts'

/**
 * The router loses its power for a moment: it comes back without the ports that it had opened, and its clock begins anew
 * (RFC 6886 §3.6, RFC 6887 §8.5). What was set in its own pages stays.
 */
export async function restartRouter(world: World): Promise<void> {
  await stopMiniupnpd(world)
  await startMiniupnpd(world)
}

/** As if the power went: with all that it has opened. */
export async function stopMiniupnpd(world: World): Promise<void> {
  const { pid, leases } = miniupnpdFiles
  // miniupnpd leaves its rules behind, whichever way it ends, and would take them up again.
  const script = `kill -9 $(cat ${pid}); while kill -0 $(cat ${pid}) 2>/dev/null; do sleep 0.02; done; : >${leases}`
  const { code, stderr } = await world.exec('router', ['sh', '-ec', script])
  if (code !== 0) throw new Error(`miniupnpd was not there to be ended: ${stderr}`)
  await world.nft('router', 'flush chain inet nat prerouting_miniupnpd; flush chain inet fw miniupnpd')
}

export async function startMiniupnpd(world: World): Promise<void> {
  const { argv, ready } = miniupnpd(world.spec.portMapping ?? {})
  await world.start('router', argv, { name: 'miniupnpd', ready })
}
