import { labelsOf } from './labels-of.ts'

/** The name one label up; the root is above all, itself included. */
export function parentOf(name: string): string {
  return labelsOf(name).slice(1).join('.') || '.'
}
