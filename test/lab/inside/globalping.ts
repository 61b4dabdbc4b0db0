/**
 * The public API of Globalping, at its own name and over TLS, and its volunteers: `globalping SETTINGS`, as JSON. What it
 * measures it really does, each volunteer from an address of its own. It says on its standard output what it was asked for.
 */
import { X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { connect as dial } from 'node:net'
import { connect, createServer } from 'node:tls'
import { type FakeGlobalpingOptions, fakeGlobalping, type PingEnd } from '../../../src/demo/fake-globalping.ts'
import { volunteers } from '../../../src/demo/globalping/volunteers.ts'
import type { GlobalpingSettings } from '../plan/globalping-settings.ts'
import { makeCertificate } from './certificate.ts'

/** A SYN that is lost is sent again after one second. */
const patienceMs = 2_500

const { name, address, from, state } = JSON.parse(process.argv[2] ?? '') as GlobalpingSettings
const pem = makeCertificate(name)
writeFileSync(`/run/lab/${name}.pem`, new X509Certificate(pem).toString())

const moods: Readonly<Record<GlobalpingSettings['state'], Partial<FakeGlobalpingOptions>>> = {
  fine: {},
  'cannot-reach-25': {},
  // Not the exchanger, which is called first.
  'lists-this-line': { fault: (route, nth) => (route === 'create' && nth > 0 ? 'listed-target' : undefined) },
  spent: { fault: (route) => (route === 'create' ? 'rate-limited' : undefined) },
  'never-done': { unfinished: Number.POSITIVE_INFINITY },
}
const fake = await fakeGlobalping({
  ...moods[state],
  ends: (target, port, volunteer) => called(target, port, from[volunteers.indexOf(volunteer)]),
})

// The fake one listens on loopback, under a key that nobody believes in.
createServer({ key: pem, cert: pem }, (asking) => {
  const there = connect({ host: fake.at.address, port: fake.at.port, rejectUnauthorized: false })
  asking.on('error', () => there.destroy()).on('close', () => there.destroy())
  there.on('error', () => asking.destroy()).on('close', () => asking.destroy())
  asking.pipe(there).pipe(asking)
}).listen({ host: address, port: 443 })

function called(host: string, port: number, localAddress: string | undefined): Promise<PingEnd> {
  process.stdout.write(`calls ${host} on port ${port}\n`)
  return new Promise((resolve) => {
    const socket = dial({ host, port, localAddress, family: 4 })
    const end = (how: PingEnd) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(how)
    }
    const timer = setTimeout(() => end('no-answer'), patienceMs)
    socket.on('connect', () => end('answered')).on('error', () => end('no-answer'))
  })
}
