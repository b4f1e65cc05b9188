import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Release } from './release.ts'
import { lockedPackages } from './runtime-packages.ts'
import { byBytes } from './tree.ts'

/** A part of a package that others wrote. */
export interface Component {
  readonly name: string
  readonly version: string
  readonly licence: string
  /** `sha512-…` as npm has it. */
  readonly integrity?: string
  /** Where its licence can be read while packing. */
  readonly texts: readonly string[]
}

const licenceFile = /^(licen[cs]e|notice|copying)/i
/** Licences under which parts may be handed to a hall with our own work. A part with another one stops the build. */
const accepted =
  /^\(?(MIT(-0)?|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|Apache License 2\.0|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|Python-2\.0|Zlib|WTFPL)( (AND|OR) [\w.-]+)*\)?$/

/** The npm packages at these places of the lock file, as components. */
export function npmComponents(places: readonly string[], root: string): readonly Component[] {
  const locked = lockedPackages(root)
  return [...new Set(places)].sort(byBytes).map((place) => {
    const { version = '', license, integrity } = locked[place] ?? {}
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const licence = license ?? licenceOf(join(root, place))
    return {
      name,
      version,
      licence,
      ...(integrity === undefined ? {} : { integrity }),
      texts: textsIn(join(root, place)),
    }
  })
}

/** Components whose licence nobody has accepted, in words; empty when all are. */
export function unacceptedLicences(components: readonly Component[]): readonly string[] {
  return components.filter(({ licence }) => !accepted.test(licence)).map(({ name, licence }) => `${name}: ${licence}`)
}

/** Every part with its licence, in full: what goes with a package to whoever gets it. Refuses parts that may not go along. */
export function licenceReport(components: readonly Component[]): string {
  const strange = unacceptedLicences(components)
  if (strange.length > 0) throw new Error(`licences that nobody has accepted: ${strange.join('; ')}`)
  const seen = new Map<string, string>()
  const parts = components.map(({ name, version, licence, texts }) => {
    const text = texts.map((path) => readFileSync(path, 'utf8').trim()).join('\n\n')
    const first = seen.get(text)
    seen.set(text, first ?? name)
    const shown = first === undefined || text === '' ? text : `(the same text as ${first})`
    return `${name} ${version}\nLicence: ${licence}\n\n${shown}`.trim()
  })
  return `${parts.join(`\n\n${'-'.repeat(78)}\n\n`)}\n`
}

/** The bill of materials in CycloneDX 1.6; the same parts always give the same text. */
export function billOfMaterials(name: string, release: Release, components: readonly Component[]): string {
  const parts = components.map(({ name: part, version, licence, integrity }) => ({
    type: 'library',
    'bom-ref': `pkg:npm/${part.replace('@', '%40')}@${version}`,
    name: part,
    version,
    purl: `pkg:npm/${part.replace('@', '%40')}@${version}`,
    licenses: [/ (AND|OR) /.test(licence) ? { expression: licence } : { license: { name: licence } }],
    ...(integrity === undefined ? {} : { hashes: [hashOf(integrity)] }),
  }))
  const metadata = {
    timestamp: new Date(release.epochS * 1000).toISOString(),
    component: { type: 'application', name, version: release.version },
    properties: [{ name: 'commit', value: release.commit }],
  }
  const serialNumber = `urn:uuid:${uuidOf(`${name} ${release.version} ${release.commit}`)}`
  const head = { bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber, version: 1, metadata }
  return `${JSON.stringify({ ...head, components: parts }, undefined, 2)}\n`
}

function hashOf(integrity: string): { alg: string; content: string } {
  const [algorithm = '', digest = ''] = integrity.split('-')
  return { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') }
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return parts.join('-')
}

function licenceOf(folder: string): string {
  const file = join(folder, 'package.json')
  const { license } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { license?: string }) : {}
  return license ?? 'unknown'
}

function textsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
    .map(({ name }) => join(folder, name))
    .sort(byBytes)
}
