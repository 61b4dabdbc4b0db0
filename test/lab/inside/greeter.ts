/**
 * A mail server that greets and says goodbye: `greeter NAME ADDRESS… PORT…`.
 */
import { makeCertificate } from './certificate.ts'
import { serveMail } from './mail-server.ts'

const [name = '', ...places] = process.argv.slice(2)
const isPort = (word: string): boolean => /^\d+$/.test(word)
const ports = places.filter(isPort).map(Number)
const addresses = places.filter((word) => !isPort(word))
serveMail(
  name,
  addresses.flatMap((host) => ports.map((port) => ({ host, listen: port, port }))),
  makeCertificate(name),
)
