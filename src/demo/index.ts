export { runDemo } from './run-demo.ts'
export { scenarios } from './scenarios.ts'
