import { mailPorts } from '../addresses.ts'
import { goodBothFamilies } from './direct-open.ts'
import { directOpen } from './direct-open.ts'
import { goodStaticForwards as good } from './good-static-forwards.ts'
import { allBut, inboundOn } from './on-ports.ts'
import type { KnownWorld } from './known-world.ts'

/** Postfix and Dovecot hold the ports: the machine's table of sockets proves that the probe came to them. */
const mail: KnownWorld = {
  ...goodBothFamilies,
  name: 'real-mail-server',
  spec: { ...goodBothFamilies.spec, serves: 'mail' },
}

/** As its owner asks without root, who could not have listened on these ports himself. */
const mailWithoutRoot: KnownWorld = {
  ...good,
  name: 'real-mail-server-asked-without-root',
  spec: { ...good.spec, serves: 'mail', agent: 'ordinary' },
}

/** Its greeting on 25 takes six seconds. Without a router there is no call from within, for which too little time is left. */
const postscreen: KnownWorld = { ...directOpen, name: 'postscreen', spec: { ...directOpen.spec, serves: 'postscreen' } }

/** A mail server as Debian installs it for local mail. */
const loopbackMail: KnownWorld = {
  ...good,
  name: 'mail-server-for-this-machine-alone',
  spec: { ...good.spec, serves: 'loopback-mail' },
  answers: { ...good.answers, 'inbound.25.v4': 'refused', 'inbound.blocker.v4': 'this-machine' },
  explained: { 'inbound.25.v4': 'inbound.blocker.v4' },
  abilities: { ...good.abilities, receive: 'no' },
  verdict: 'not-ready',
  way: 'host-directly',
  exit: 1,
}

/** Not a mail server, yet it shows that callers get here: the line carries port 25. */
const mute: KnownWorld = { ...directOpen, name: 'a-mute-program-on-25', spec: { ...directOpen.spec, serves: 'mute' } }
const ssh: KnownWorld = { ...good, name: 'ssh-on-25', spec: { ...good.spec, serves: 'ssh' } }

const notAllowed = 'without the right to listen nobody can be let in'

/** Nobody holds the ports, and the agent may not. */
export const withoutRoot: KnownWorld = {
  ...good,
  name: 'without-the-right-to-listen',
  spec: { ...good.spec, agent: 'ordinary' },
  answers: {
    ...good.answers,
    ...inboundOn('v4', mailPorts, 'cannot-listen'),
    'inbound.blocker.v4': 'undetermined',
    'router.hairpin': 'undetermined',
  },
  unknowns: { ...inboundOn('v4', mailPorts, notAllowed), 'inbound.blocker.v4': notAllowed },
  explained: { ...inboundOn('v4', allBut(25), 'inbound.25.v4'), 'inbound.blocker.v4': 'inbound.25.v4' },
  abilities: { receive: 'unknown', send: 'with-reservations', access: 'unknown' },
  verdict: 'undetermined',
  way: 'find-out-first',
  exit: 2,
}

/** The connection arrives, and our answer leaves by another way on which it is lost. */
const repliesAstray: KnownWorld = {
  ...good,
  name: 'replies-leave-by-another-way',
  spec: { ...good.spec, replies: 'astray' },
  answers: {
    ...good.answers,
    ...inboundOn('v4', mailPorts, 'reply-lost'),
    'inbound.blocker.v4': 'undetermined',
    'router.hairpin': 'undetermined',
  },
  unknowns: { 'inbound.blocker.v4': 'nobody keeps connections out, yet none comes about: that is told of the ports' },
  explained: { ...inboundOn('v4', allBut(25), 'inbound.25.v4'), 'inbound.blocker.v4': 'inbound.25.v4' },
  abilities: { ...good.abilities, receive: 'no', access: 'no' },
  verdict: 'not-ready',
  way: 'find-out-first',
  exit: 1,
}

export const inboundServers: readonly KnownWorld[] = [
  mail,
  mailWithoutRoot,
  postscreen,
  loopbackMail,
  mute,
  ssh,
  withoutRoot,
  repliesAstray,
]
