import fc from 'fast-check'

// FC_RUNS: how hard property tests try (100 unless told); FC_SEED: tries the same again. A failure prints its seed.
const runs = process.env['FC_RUNS']
const seed = process.env['FC_SEED']

fc.configureGlobal({
  ...(runs === undefined ? {} : { numRuns: Number(runs) }),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
})
