// Makes the substitute runtime take an app folder on its command line, as a plain Electron does.
// It loads the app synchronously: an import() would let `ready` fire before the app could register its schemes.
const { app } = require('electron')
const { readFileSync } = require('node:fs')
const path = require('node:path')

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (given === undefined) {
  process.stderr.write('usage: electron [--switches] APP-FOLDER [arguments]\n')
  process.exit(2)
}
const folder = path.resolve(given)
const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
process.defaultApp = true
app.setAppPath(folder)
if (manifest.productName ?? manifest.name) app.setName(manifest.productName ?? manifest.name)
if (manifest.version) app.setVersion?.(manifest.version)
require(path.join(folder, manifest.main ?? 'index.js'))
