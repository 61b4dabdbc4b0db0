/**
 * The hosts of the internet that somebody looks for: `internet SETTINGS`, where the settings are JSON. Two mail
 * exchangers that answer on every mail port, a web page, and that of MTA-STS where there is one.
 */
import { X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { InternetSettings } from '../plan/internet-settings.ts'
import { makeCertificate } from './certificate.ts'
import { serveMail } from './mail-server.ts'
import { servePage, servePolicy } from './web-page.ts'

const { exchangers, turnedAway, ports, page, policy } = JSON.parse(process.argv[2] ?? '') as InternetSettings
for (const { name, addresses } of exchangers) {
  const places = addresses.flatMap((host) => ports.map((port) => ({ host, listen: port, port })))
  serveMail(name, places, madeKnown(name), turnedAway)
}
for (const address of page.addresses) servePage(address, page.text)
if (policy !== undefined) {
  const pem = madeKnown('mta-sts.home.test', policy.certificate === 'of-another' ? 'other.test' : 'mta-sts.home.test')
  servePolicy(policy, pem)
}

/** Key and certificate for a host; the certificate alone is left where whoever is to believe in it reads it. */
function madeKnown(host: string, name = host): string {
  const pem = makeCertificate(name)
  writeFileSync(`/run/lab/${host}.pem`, new X509Certificate(pem).toString())
  return pem
}
