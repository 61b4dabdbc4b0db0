import { dirname, join } from 'node:path/posix'
import type { Import } from './import-parser.ts'

/** What the files of one folder may import (themselves always), and why not more. */
export interface Rule {
  /** Folders or files, from the root of the repository. */
  readonly may: readonly string[]
  /** Of these, types alone: they are erased, so nothing is loaded. */
  readonly types?: readonly string[]
  /** Of these, only what is loaded when it is called; their types freely. */
  readonly lazily?: readonly string[]
  /** Packages, and modules of Node: `node:*` is all of them. */
  readonly packages: readonly string[]
  readonly because: string
}

export type Rules = { readonly [folder: string]: Rule }

const everything = ['core', 'wire', 'protocols', 'knowledge', 'checks', 'report', 'history', 'watch', 'system'].map(
  (folder) => `src/${folder}`,
)

export const rules: Rules = {
  'src/core': {
    may: [],
    packages: [],
    because:
      'core is the vocabulary and the engine that all the rest is made of: it must be readable alone, run anywhere, and be tested without a network',
  },
  'src/wire': {
    may: ['src/core'],
    packages: ['valibot', 'node:crypto'],
    because: 'wire is the contract between agent and probe: pure, so that both sides and a third party can rely on it',
  },
  'src/protocols': {
    may: ['src/core', 'src/wire'],
    packages: ['dns-packet', 'fast-xml-parser', 'nat-upnp', 'ipaddr.js', 'valibot'],
    because:
      'a protocol is spoken over a Line: only so can it be traced, given a deadline, and tested on a scripted line',
  },
  'src/knowledge': {
    may: ['src/core'],
    packages: [],
    because: 'knowledge is data with source and date: whoever mends a fact must not need to understand code',
  },
  'src/checks': {
    may: ['src/core', 'src/wire', 'src/protocols', 'src/knowledge'],
    packages: ['ipaddr.js'],
    because:
      'a check touches the network through its Line alone, and is told what the user wants: it never opens a socket, reads a file or knows how it is shown',
  },
  'src/report': {
    may: ['src/core', 'src/knowledge'],
    types: ['src/checks', 'src/history'],
    packages: ['kleur', 'd3-scale', 'd3-shape'],
    because:
      'a report is made of a Run or of a history and nothing else, so that one from last year or from another machine is shown like one of today; it knows the checks by their types, for the translations',
  },
  'src/history': {
    may: ['src/core'],
    packages: [],
    because: 'history is arithmetic over runs: where they are kept is the business of system',
  },
  'src/watch': {
    may: ['src/core', 'src/wire', 'src/protocols', 'src/history'],
    packages: [],
    because:
      'a watcher looks through its Line and writes to a store that it is given: so a year of it can be played on a virtual clock in seconds',
  },
  'src/system': {
    may: ['src/core', 'src/wire', 'src/protocols', 'src/history'],
    packages: ['node:*', 'node-fetch', 'nodemailer'],
    because: 'system is how the operating system does what a Line promises: it serves checks and must not know them',
  },
  'probe-server': {
    may: ['src/core', 'src/wire', 'src/protocols', 'src/system'],
    packages: ['node:*', 'prom-client', 'rate-limiter-flexible', 'redis'],
    because: 'the probe stands in public and is run by others: what it does not contain cannot be abused',
  },
  'src/demo': {
    may: [...everything, 'probe-server'],
    packages: ['node:*', 'dns-packet', 'ipaddr.js'],
    because: 'the demo scripts a line for the real agent and the real probe; the commands call it, not it them',
  },
  'src/cli': {
    may: everything,
    lazily: ['src/demo', 'probe-server'],
    packages: ['commander', 'kleur', 'valibot', 'prom-client', 'node:*'],
    because:
      'cli puts the parts together; what only one command needs (the demo, the probe) is loaded by import() when that command runs, so that the others start quickly',
  },
}

/** A sentence for each import of `path` that a rule forbids, with the reason of the rule; none if all is well. */
export function broken(path: string, imports: readonly Import[], by: Rules): readonly string[] {
  const folder = Object.keys(by).find((name) => within(path, name))
  const rule = folder === undefined ? undefined : by[folder]
  if (folder === undefined || rule === undefined) return [`${path} is in no folder that has a rule`]
  return imports
    .filter((one) => !allowed(path, one, folder, rule))
    .map((one) => `${path} must not import ${said[one.kind]}${one.specifier}, because ${rule.because}.`)
}

const said = { static: '', type: 'even the types of ', dynamic: 'even by import() ' }

function allowed(path: string, { specifier, kind }: Import, folder: string, rule: Rule): boolean {
  if (!specifier.startsWith('.')) return rule.packages.some((name) => names(name, specifier))
  const target = join(dirname(path), specifier)
  const among = (places: readonly string[] = []) => places.some((place) => within(target, place))
  if (among([folder, ...rule.may])) return true
  if (among(rule.types)) return kind === 'type'
  if (among(rule.lazily)) return kind !== 'static'
  // The one file of everybody: name and version of the program.
  return folder === 'src/cli' && target === 'package.json'
}

/** `valibot` names itself and `valibot/anything`; `node:*` every module of Node. */
function names(name: string, specifier: string): boolean {
  if (name.endsWith('*')) return specifier.startsWith(name.slice(0, -1))
  return specifier === name || specifier.startsWith(`${name}/`)
}

function within(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`)
}
