import { parseSync, Visitor } from 'oxc-parser'

/** One dependency of a source file on another, in whatever way it was written. */
export interface Import {
  /** As written: `./line.ts`, `node:net`, `valibot`; `?` where an `import()` computes it. */
  readonly specifier: string
  /** `type`: erased by the compiler; `dynamic`: loaded when it is called. */
  readonly kind: 'static' | 'type' | 'dynamic'
}

/** Every import of a TypeScript or JavaScript source, by a parser: comments and strings cannot fool it. */
export function imports(path: string, source: string): readonly Import[] {
  const { module, program, errors } = parseSync(path, source)
  const [error] = errors
  if (error !== undefined) throw new Error(`${path}: ${error.message}`)
  const found: Import[] = []
  const add = (specifier: unknown, kind: Import['kind']) =>
    found.push({ specifier: typeof specifier === 'string' ? specifier : '?', kind })

  for (const { moduleRequest, entries } of module.staticImports) {
    // `import './x.ts'` has no entries and is for its effects.
    const erased = entries.length > 0 && entries.every((entry) => entry.isType)
    add(moduleRequest.value, erased ? 'type' : 'static')
  }
  for (const { entries } of module.staticExports) {
    const from = entries.find((entry) => entry.moduleRequest)?.moduleRequest
    if (from) add(from.value, entries.every((entry) => entry.isType) ? 'type' : 'static')
  }
  new Visitor({
    ImportExpression: (node) => add('value' in node.source ? node.source.value : undefined, 'dynamic'),
    TSImportType: (node) => add(node.source.value, 'type'),
    TSExternalModuleReference: (node) => add('value' in node.expression ? node.expression.value : undefined, 'static'),
    CallExpression(node) {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'require') return
      const [first] = node.arguments
      add(first !== undefined && 'value' in first ? first.value : undefined, 'static')
    },
  }).visit(program)
  return found
}
