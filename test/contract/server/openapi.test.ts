import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { stepKinds } from '../../../sync-server/contract/flow/index.ts'
import { routes } from '../../../sync-server/contract/route.ts'
import { openApi } from '../../../sync-server/platform/http/openapi.ts'

const document = openApi() as {
  paths: Record<string, Record<string, { operationId: string }>>
  components: { schemas: object }
}

test('the committed OpenAPI document is the one that the tables give', () => {
  const committed: unknown = JSON.parse(readFileSync('sync-server/openapi.json', 'utf8'))
  expect(committed, 'run: node sync-server/cli/print-openapi.ts > sync-server/openapi.json').toEqual(
    JSON.parse(JSON.stringify(document)),
  )
})
test('it has every route and the output of every step kind', () => {
  const operations = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  )
  expect(operations.sort()).toEqual(Object.keys(routes).sort())
  for (const kind of Object.keys(stepKinds)) expect(document.components.schemas).toHaveProperty([`output.${kind}`])
})
test('every object that a caller may send is closed', () => {
  const open: string[] = []
  const visit = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return
    if (
      'type' in schema &&
      schema.type === 'object' &&
      !('additionalProperties' in schema && schema.additionalProperties === false)
    )
      open.push(path)
    for (const [key, part] of Object.entries(schema)) visit(part, `${path}.${key}`)
  }
  for (const [name, route] of Object.entries(routes)) if ('body' in route) visit(route.body, name)
  for (const [kind, { output, answer }] of Object.entries(stepKinds)) visit({ output, answer }, kind)
  expect(open).toEqual([])
})
