import { join } from 'node:path'
import { buildPackages, describePackage, LARGEST_KIOSK_BYTES } from '../packaging/packages.ts'
import { markTexts } from '../packaging/release.ts'
import { buildConsole, buildPhone } from '../setup/build-app.ts'
import { ensurePackages } from '../setup/debian.ts'
import { describeRuntime, electronRuntime } from '../setup/electron/runtime.ts'
import { orExplain } from '../setup/or-explain.ts'
import { root } from '../setup/paths.ts'

// Installable packages of the commit that is checked out, and a signed apt repository with them, into dist/.
await orExplain(async () => {
  await ensurePackages('packaging')
  const runtime = await electronRuntime()
  await buildPhone()
  await buildConsole()
  const { release, kiosk, server } = await buildPackages(root, runtime, join(root, 'dist'))
  console.log(`${release.version} of ${release.commit}, with ${describeRuntime(runtime)}`)
  for (const built of [kiosk, server]) console.log(describePackage(built))
  for (const mark of release.marks) console.log(`*** ${markTexts[mark].warning} ***`)
  if (kiosk.installedBytes > LARGEST_KIOSK_BYTES) {
    console.log(`the kiosk is larger than ${LARGEST_KIOSK_BYTES / 1024 / 1024} MiB`)
    process.exitCode = 1
  }
})
