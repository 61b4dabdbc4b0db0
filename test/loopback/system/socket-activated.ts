import { takeOverPorts } from '../../../src/system/held-ports.ts'
import { listen } from '../../../src/system/listen.ts'

// What a service manager would start with a listening socket as descriptor 3. It cannot know our process id in
// advance, so the variable is set here.
process.env['LISTEN_PID'] = String(process.pid)
const held = await takeOverPorts(process.env, process.pid)
const [port] = held.ports
if (port !== undefined) {
  const at = { family: 'v4', port: port.port } as const
  const options = {
    signal: new AbortController().signal,
    maxConversations: 1,
    held: held.claim({ ...at, address: port.address }),
  }
  await listen(at, async (caller) => void (await caller.write('220 activated\r\n')), options)
}
console.log(JSON.stringify(held.ports))
