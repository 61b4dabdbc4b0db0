// Stops packets before the operating system sees them. Plain JavaScript, because Node 20 must load it by `--import`.
import dgram from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

const installed = Symbol.for('mailworthy.test.network-guard')

/**
 * Patches sockets and DNS so that anything which the policy does not allow throws, and is said on stderr as well, because
 * the code under test may take what is thrown for a failure of the network.
 *
 * @param {{ reaches: (address: string) => boolean, listens: boolean, paths: boolean, rule: string }} policy
 *   which addresses may be reached, whether ports may be opened, whether local socket paths may be used
 */
export function guard(policy) {
  // Unit tests share one process: the second file finds the guard standing.
  if (globalThis[installed] !== undefined) return
  const violations = []
  globalThis[installed] = violations

  const refuse = (what) => {
    const error = new Error(`${what}: ${policy.rule}`)
    violations.push(error)
    process.stderr.write(`\n!!! network guard: ${error.message}\n`)
    return error
  }

  const wrap = (owner, name, before) => {
    const original = owner[name]
    owner[name] = function (...args) {
      return original.apply(this, before.call(this, args) ?? args)
    }
  }

  wrap(net.Socket.prototype, 'connect', (args) => {
    const options = connectOptions(args)
    if (typeof options.path === 'string' && options.path !== '') {
      if (!policy.paths) throw refuse(`connect to ${options.path}`)
      return
    }
    const host = options.host ?? 'localhost'
    if (net.isIP(host) !== 0) {
      if (!policy.reaches(host)) throw refuse(`connect to ${host}:${options.port}`)
      return
    }
    if (!policy.reaches('127.0.0.1')) throw refuse(`connect to ${host}:${options.port}`)
    // A name goes where its lookup says: judge what comes of it.
    const lookup = options.lookup ?? dns.lookup
    options.lookup = (name, wanted, done) =>
      lookup(name, wanted, (error, found, family) => {
        const addresses = Array.isArray(found) ? found.map((entry) => entry.address) : [found]
        const beyond = error ? undefined : addresses.find((address) => !policy.reaches(address))
        if (beyond !== undefined) return done(refuse(`connect to ${name} (${beyond})`))
        done(error, found, family)
      })
  })

  wrap(net.Server.prototype, 'listen', (args) => {
    if (!policy.listens) throw refuse(`listen on ${JSON.stringify(args[0])}`)
  })
  wrap(dgram.Socket.prototype, 'bind', () => {
    if (!policy.listens) throw refuse('bind a UDP socket')
  })
  wrap(dgram.Socket.prototype, 'connect', (args) => {
    const host = typeof args[1] === 'string' ? args[1] : '127.0.0.1'
    if (!policy.reaches(host)) throw refuse(`UDP to ${host}`)
  })
  wrap(dgram.Socket.prototype, 'send', (args) => {
    // send(message[, offset, length], port[, address][, callback]); without a port the socket is connected.
    const numbers = args.slice(1).filter((arg) => typeof arg === 'number').length
    if (numbers === 0 || numbers === 2) return
    const host = args.slice(1).find((arg) => typeof arg === 'string') ?? '127.0.0.1'
    if (!policy.reaches(host)) throw refuse(`UDP to ${host}`)
  })

  for (const api of [dns, dns.promises]) {
    for (const name of ['lookup', 'lookupService']) {
      wrap(api, name, (args) => {
        const [host] = args
        const local = policy.reaches('127.0.0.1') && (host === 'localhost' || net.isIP(host ?? '') !== 0)
        if (!local) throw refuse(`${name} of ${host}`)
      })
    }
    const asks = Object.keys(api).filter((name) => /^(resolve|reverse)/.test(name))
    for (const name of asks) {
      wrap(api, name, (args) => {
        if (!api.getServers().every(reachesServer)) throw refuse(`${name} of ${args[0]}`)
      })
    }
    for (const name of Object.getOwnPropertyNames(api.Resolver.prototype).filter((own) =>
      /^(resolve|reverse)/.test(own),
    )) {
      wrap(api.Resolver.prototype, name, function (args) {
        if (!this.getServers().every(reachesServer)) throw refuse(`${name} of ${args[0]}`)
      })
    }
  }

  function reachesServer(server) {
    return policy.reaches(server.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1'))
  }

  // What was imported by name (`import { connect } from 'node:net'`) follows the patches too.
  syncBuiltinESMExports()
}

/** The options of a `connect`, however it was called; the object itself, so that it can be added to. */
function connectOptions(args) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0]
  if (typeof first === 'object' && first !== null) return first
  if (typeof first === 'string' && !/^\d+$/.test(first)) return { path: first }
  return { port: first, host: typeof args[1] === 'string' ? args[1] : 'localhost' }
}
