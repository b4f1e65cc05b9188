import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Plugin } from 'vite'

const place = /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/@]+(?=\/)/

/** Writes down whose code went into a bundle, as places in the lock file, so that a package's papers name all of them. */
export function bundledPackages(file: string): Plugin {
  return {
    name: 'hall-bundled-packages',
    generateBundle() {
      const places = [...this.getModuleIds()].flatMap((id) => place.exec(id)?.[0] ?? [])
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, JSON.stringify([...new Set(places)].sort()))
    },
  }
}
