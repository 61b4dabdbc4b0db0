import { setFlagsFromString } from 'node:v8'

/**
 * From now on no function is made quicker. A watcher does a few milliseconds of work now and then, for months: its processor
 * time is the same without V8's compilers, and 10 MB of memory are not theirs. (An unknown flag is complained of on standard
 * error, and no more: these three are in Node from 20 on. Node's documentation warns of flags that change while it runs; these were
 * switched in 20, 22 and 24 with hundreds of functions in the middle of being compiled, and the results were those of a run without.)
 */
export function stayInterpreted(): void {
  for (const compiler of ['opt', 'maglev', 'sparkplug']) setFlagsFromString(`--no-${compiler}`)
}
