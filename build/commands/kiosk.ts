import { appFolder, buildKiosk } from '../setup/build-app.ts'
import { ensureDisplay } from '../setup/display.ts'
import { electronRuntime, launchArguments } from '../setup/electron/runtime.ts'
import { orExplain } from '../setup/or-explain.ts'
import { fromCaller } from '../setup/paths.ts'
import { handOver } from '../setup/shell.ts'

// The kiosk alone: npm run kiosk -- --config FILE. Without a display it brings its own.
await orExplain(async () => {
  const runtime = await electronRuntime()
  await buildKiosk()
  const display = await ensureDisplay()
  try {
    const args = launchArguments(runtime, { app: appFolder, args: process.argv.slice(2) })
    const env = { ...process.env, ...runtime.env, ...display.env }
    process.exitCode = await handOver(runtime.executable, args, { cwd: fromCaller('.'), env })
  } finally {
    display.stop()
  }
})
