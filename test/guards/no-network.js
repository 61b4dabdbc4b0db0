// Unit tests have no network: whoever tries to use one is told so, even if the code under test swallows the error.
import { guard } from './guard.js'

guard({ reaches: () => false, listens: false, paths: false, rule: 'a unit test has no network' })
