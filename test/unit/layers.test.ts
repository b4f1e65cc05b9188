import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allowed, companions, violations } from './layer-violations.ts'

const layers: Layers = createRequire(import.meta.url)('../../build/layers.cjs')
const builtin = /^node:/
const tree = mkdtempSync(join(tmpdir(), 'layers-'))
let found: Set<string>

interface Layers {
  readonly forbidden: IForbiddenRuleType[]
  readonly options: ICruiseOptions
}

beforeAll(async () => {
  for (const [from, imports] of [...violations.map(([, ...edge]) => edge), ...companions, ...allowed])
    plant(from, imports)
  writeFileSync(join(tree, 'package.json'), '{"type":"module"}')
  const ruleSet = { forbidden: layers.forbidden }
  const { output } = await cruise(['.'], { ...layers.options, baseDir: tree, validate: true, ruleSet })
  const { violations: fired } = (output as ICruiseResult).summary
  found = new Set(fired.map(({ rule, from }) => `${rule.name} in ${from}`))
})

afterAll(() => rmSync(tree, { recursive: true, force: true }))

test.each(violations)('%s notices %s importing %s', (rule, from) => {
  expect(found).toContain(`${rule} in ${from}`)
})

test('every rule has a planted violation', () => {
  const planted = new Set(violations.map(([rule]) => rule))
  expect(layers.forbidden.map(({ name = '' }) => name).filter((name) => !planted.has(name))).toEqual([])
})

test.each(allowed)('%s may import %s', (from) => {
  expect([...found].filter((line) => line.endsWith(` in ${from}`))).toEqual([])
})

function plant(from: string, imports: string): void {
  const isFile = /\.(ts|vue)$/.test(imports)
  const path = isFile ? relativeTo(from, imports) : imports
  const statement = `import * as other from '${path}'\nexport const used = other\n`
  write(
    from,
    from.endsWith('.vue') ? `<script setup lang="ts">\n${statement}</script>\n<template><p /></template>\n` : statement,
  )
  if (isFile && !existsSync(join(tree, imports))) write(imports, 'export {}\n')
  if (!isFile && !builtin.test(imports) && imports !== 'no-such-package') install(imports)
}

function install(name: string): void {
  write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
  write(`node_modules/${name}/index.js`, 'module.exports = {}\n')
}

function relativeTo(from: string, to: string): string {
  const path = relative(dirname(from), to)
  return path.startsWith('.') ? path : `./${path}`
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true })
  writeFileSync(join(tree, path), text)
}
