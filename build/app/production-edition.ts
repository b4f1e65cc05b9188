import { relative, resolve } from 'node:path'
import type { Plugin } from 'vite'

/** What a build for halls leaves out, and what stands in its place; paths from the repository's root. */
export const replacedInProduction: Readonly<Record<string, string>> = {
  'electron/config/demo-mode.ts': 'electron/config/demo-mode.production.ts',
  'native/document/demo-chip-photo.ts': 'native/document/demo-chip-photo.production.ts',
  'sync-server/demo.ts': 'sync-server/demo.production.ts',
}

/** Puts the production file wherever a demo's file is imported. */
export function productionEdition(root: string): Plugin {
  return {
    name: 'hall-production-edition',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const found = await this.resolve(source, importer, { ...options, skipSelf: true })
      const replacement = found === null ? undefined : replacedInProduction[relative(root, found.id)]
      return replacement === undefined ? found : resolve(root, replacement)
    },
  }
}
