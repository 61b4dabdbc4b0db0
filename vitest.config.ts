import { defineConfig } from 'vitest/config'

// Property tests with many runs take as long as they are told to.
const patience = process.env['FC_RUNS'] === undefined ? 5_000 : 600_000

/** Where to leave a machine-readable report, if somebody wants one. */
const report = process.env['MAILWORTHY_REPORT']

/** The guard goes with every Node program that a test starts. */
const guarded = { NODE_OPTIONS: `--import=${new URL('./test/guards/loopback-only.js', import.meta.url).href}` }

/** A scripted day that is measured to the second, and what waits for as long as that: leases, losses, a router that is off. */
const day = [
  ...['day', 'lossy', 'manners', 'reboot-test'].map((name) => `test/lab/watch/${name}.test.ts`),
  'test/lab/ports-kept.test.ts',
]
/** Whatever else is timed, and begins many programs meanwhile. */
const watch = ['trouble', 'idle', 'killed', 'kept-in'].map((name) => `test/lab/watch/${name}.test.ts`)

export default defineConfig({
  test: {
    // Told nothing, vitest leaves one of two processors idle, and most tests wait for a silence more than they reckon.
    maxWorkers: 2,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          setupFiles: ['test/guards/no-network.js', 'test/guards/tell.ts', 'test/guards/property-runs.ts'],
          testTimeout: patience,
          // Four times quicker; in return unit tests leave no global state behind.
          isolate: false,
        },
      },
      {
        test: {
          name: 'loopback',
          include: ['test/loopback/**/*.test.ts'],
          setupFiles: ['test/guards/loopback-only.js', 'test/guards/tell.ts', 'test/guards/property-runs.ts'],
          testTimeout: 20_000,
          env: guarded,
        },
      },
      { test: { name: 'cli', include: ['test/cli/**/*.test.ts'], testTimeout: 60_000, env: guarded } },
      { test: { name: 'repo', include: ['test/repo/**/*.test.ts'], testTimeout: 60_000, env: guarded } },
      {
        test: {
          name: 'lab',
          globalSetup: 'test/lab/setup.ts',
          include: ['test/lab/**/*.test.ts'],
          exclude: [...day, ...watch],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          // A world is a dozen daemons. The tables of worlds raise two at once in each worker, which is all that two processors
          // can do: more are no quicker, and slow each other into their own deadlines.
          maxWorkers: 2,
          // Vitest wants a project with a number of workers of its own in a group of its own.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'day',
          globalSetup: 'test/lab/setup.ts',
          include: day,
          testTimeout: 120_000,
          // A machine that is busy with something else mistimes the test itself.
          retry: 1,
          hookTimeout: 60_000,
          // Beside dozens of daemons they would measure those; three of them wait more than they reckon.
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'watch',
          globalSetup: 'test/lab/setup.ts',
          include: watch,
          testTimeout: 120_000,
          retry: 1,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
