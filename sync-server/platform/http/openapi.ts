import type { TSchema } from 'typebox'
import { failures } from '../../contract/failure.ts'
import { isOnlineStepKind, onlineStepKinds, stepKinds } from '../../contract/flow/index.ts'
import { kioskHeaders } from '../../contract/kiosk.ts'
import { assuranceLevels } from '../../contract/level.ts'
import { type Route, routes } from '../../contract/route.ts'

type Json = Record<string, unknown>

const problem = { $ref: '#/components/schemas/Problem' }
const schemaOf = (schema: TSchema): Json => JSON.parse(JSON.stringify(schema)) as Json

function requestBody(route: Route): Json {
  if (route.body === undefined) return {}
  const content =
    'bytes' in route.body
      ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary', maxLength: route.body.bytes } } }
      : { 'application/json': { schema: schemaOf(route.body) } }
  return { requestBody: { required: true, content } }
}

function goodResponse(route: Route): Json {
  if (route.events) {
    const description = 'Each event carries one of these'
    return { 200: { description, content: { 'text/event-stream': { schema: schemaOf(route.events) } } } }
  }
  return route.reply
    ? { 200: { description: 'Done', content: { 'application/json': { schema: schemaOf(route.reply) } } } }
    : { 204: { description: 'Done' } }
}

function responses(route: Route): Json {
  return {
    ...goodResponse(route),
    default: { description: 'Failure', content: { 'application/problem+json': { schema: problem } } },
  }
}

const SECURITY: Readonly<Record<Route['guard'], Json[]>> = {
  open: [],
  kiosk: [{ kioskSignature: [] }],
  staff: [{ kioskSignature: [], staffToken: [] }],
  client: [{}, { kioskSignature: [] }, { citizenToken: [] }, { kioskSignature: [], citizenToken: [] }],
  admin: [{ adminToken: [] }],
  citizen: [{ citizenToken: [] }, { kioskSignature: [], citizenToken: [] }],
}

function operation(name: string, route: Route): Json {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1])
  return {
    operationId: name,
    summary: route.summary,
    ...(route.level === undefined ? {} : { 'x-required-level': route.level }),
    security: SECURITY[route.guard],
    parameters: names.map((parameter) => ({ name: parameter, in: 'path', required: true, schema: { type: 'string' } })),
    ...requestBody(route),
    responses: responses(route),
  }
}

function paths(): Json {
  const all: Record<string, Json> = {}
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    all[path] = { ...all[path], [route.method.toLowerCase()]: operation(name, route) }
  }
  return all
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { enum: Object.keys(failures) },
    incident: { type: 'string' },
    retryAfterS: { type: 'integer' },
    requiredLevel: { enum: [...assuranceLevels] },
  },
}

/** The OpenAPI 3.1 document, derived from the route table; the outputs of all step kinds, and the inputs of those that the server runs, are among its schemas. */
export function openApi(): Json {
  const outputs = Object.entries({ ...stepKinds, ...onlineStepKinds }).flatMap(([kind, { input, output }]) => [
    [`output.${kind}`, schemaOf(output)],
    ...(isOnlineStepKind(kind) ? [[`input.${kind}`, schemaOf(input)]] : []),
  ])
  return {
    openapi: '3.1.0',
    info: { title: 'Hall kiosk account server', version: '1' },
    paths: paths(),
    components: {
      schemas: { Problem: problemSchema, ...(Object.fromEntries(outputs) as Json) },
      securitySchemes: {
        kioskSignature: {
          type: 'apiKey',
          in: 'header',
          name: kioskHeaders.signature,
          description: `Ed25519 over method, path, body digest, ${kioskHeaders.time} and ${kioskHeaders.nonce}, by ${kioskHeaders.id}`,
        },
        staffToken: { type: 'http', scheme: 'bearer' },
        citizenToken: { type: 'http', scheme: 'bearer' },
        adminToken: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}
