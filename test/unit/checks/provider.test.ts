import { lineProvider } from '../../../src/checks/line/provider.ts'
import { judgements } from './judgements.ts'

judgements(lineProvider, [
  ['one brand', { asns: [12_322], network: 'PROXAD Free SAS, FR', brands: ['Free (Freebox)'] }, 'known'],
  ['several brands on one network', { asns: [64_500], brands: ['One', 'Other'] }, 'known'],
  ['a network of which nothing is on file', { asns: [64_500], network: 'EXAMPLE', brands: [] }, 'known-without-facts'],
  ['the registry alone', { asns: [], registered: 'EXAMPLE-NET', brands: [] }, 'known-without-facts'],
  ['nobody could say', { asns: [], brands: [] }, 'not-identified'],
])
