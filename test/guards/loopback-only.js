// Loopback and command-line tests speak to this machine alone: 127.0.0.0/8, ::1 and local sockets.
// Loaded by vitest as a setup file, and by `node --import` into every program that the tests start.
import { BlockList, isIP } from 'node:net'
import { guard } from './guard.js'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addSubnet('::ffff:127.0.0.0', 104, 'ipv6')
loopback.addAddress('::1', 'ipv6')

guard({
  reaches(address) {
    const family = isIP(address)
    return family !== 0 && loopback.check(address, family === 4 ? 'ipv4' : 'ipv6')
  },
  listens: true,
  paths: true,
  rule: 'this test may reach 127.0.0.0/8 and ::1 only',
})
