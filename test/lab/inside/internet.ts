/**
 * The hosts of the internet that somebody looks for: `internet SETTINGS`, where the settings are JSON. Two mail
 * exchangers that answer on every mail port, and a web page.
 */
import { X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { InternetSettings } from '../plan/internet-settings.ts'
import { makeCertificate } from './certificate.ts'
import { serveMail } from './mail-server.ts'
import { servePage } from './web-page.ts'

const { exchangers, ports, page } = JSON.parse(process.argv[2] ?? '') as InternetSettings
for (const { name, addresses } of exchangers) {
  const places = addresses.flatMap((host) => ports.map((port) => ({ host, listen: port, port })))
  const pem = makeCertificate(name)
  // Without its key: whoever is to believe in this exchanger reads it.
  writeFileSync(`/run/lab/${name}.pem`, new X509Certificate(pem).toString())
  serveMail(name, places, pem)
}
for (const address of page.addresses) servePage(address, page.text)
