/**
 * The hosts of the internet that somebody looks for: `internet SETTINGS`, where the settings are JSON. Two mail
 * exchangers that answer on every mail port, and a web page.
 */
import type { InternetSettings } from '../plan/internet-settings.ts'
import { makeCertificate } from './certificate.ts'
import { serveMail } from './mail-server.ts'
import { servePage } from './web-page.ts'

const { exchangers, ports, page } = JSON.parse(process.argv[2] ?? '') as InternetSettings
for (const { name, addresses } of exchangers) {
  const places = addresses.flatMap((host) => ports.map((port) => ({ host, listen: port, port })))
  serveMail(name, places, makeCertificate(name))
}
for (const address of page.addresses) servePage(address, page.text)
