/** A hotel's login page: `login-page ADDRESS` answers for every web address that it is asked for. */
import { createServer } from 'node:http'

const page =
  '<!doctype html><title>Welcome</title><form><label>Room <input name="room"></label><button>Go online</button></form>\n'

createServer((asked, answer) => {
  asked.resume()
  answer.writeHead(200, { 'content-type': 'text/html' }).end(page)
}).listen({ host: process.argv[2], port: 80 })
