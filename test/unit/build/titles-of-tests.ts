import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** `test`, `describe`, `test.each(…)`, `test.for(…)` and the like: the name with which the called expression begins. */
function rootOf(callee: ts.Expression): string {
  if (ts.isIdentifier(callee)) return callee.text
  if (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee)) return rootOf(callee.expression)
  return ts.isTaggedTemplateExpression(callee) ? rootOf(callee.tag) : ''
}

function textOf(node: ts.Node | undefined): string | undefined {
  if (node === undefined) return undefined
  if (ts.isStringLiteralLike(node)) return node.text
  return ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : undefined
}

/** The title that a node gives, and what kind of thing bears it; a drill is a property `name`. */
function titleOf(node: ts.Node): { readonly of: string; readonly title: string | undefined } | undefined {
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'name')
    return { of: 'drill', title: textOf(node.initializer) }
  if (!ts.isCallExpression(node) || node.arguments.length < 2) return undefined
  return { of: rootOf(node.expression), title: textOf(node.arguments[0]) }
}

/** Titles of the tests that a file holds, with their placeholders and behind the titles of their groups; of a drill its name. */
export function titlesOfTests(path: string): readonly string[] {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  const bearers = path.includes('/test/fault/') ? ['drill'] : ['test', 'it']
  const titles: string[] = []
  const visit = (node: ts.Node, groups: readonly string[]): void => {
    const { of, title } = titleOf(node) ?? {}
    const isNamed = of !== undefined && title !== undefined
    if (isNamed && bearers.includes(of)) titles.push([...groups, title].join(' > '))
    const within = isNamed && of === 'describe' ? [...groups, title] : groups
    ts.forEachChild(node, (child) => visit(child, within))
  }
  visit(file, [])
  return titles
}
