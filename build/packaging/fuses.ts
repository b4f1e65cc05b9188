import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'

/** Every switch in an Electron binary that a kiosk in service could be opened with, and how it is set. */
export const fuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // there is no such snapshot in the package
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} as const

/** Sets all fuses; a binary with a fuse that this table does not know is refused, the old substitute may lack the newest. */
export async function setFuses(executable: string, kind: 'official' | 'substitute'): Promise<void> {
  if (kind === 'official') {
    await flipFuses(executable, { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...fuses })
    return
  }
  const present = await fuseNames(executable)
  const known = Object.entries(fuses).filter(([fuse]) => present.includes(fuse))
  await flipFuses(executable, { version: FuseVersion.V1, ...Object.fromEntries(known) })
}

/** The fuses of a binary that are not as the table wants them, by name; empty when all are. */
export async function wrongFuses(executable: string): Promise<readonly string[]> {
  const wire = await getCurrentFuseWire(executable)
  return (await fuseNames(executable))
    .filter((fuse) => wire[Number(fuse) as FuseV1Options] !== stateOf(Number(fuse) as FuseV1Options))
    .map((fuse) => FuseV1Options[Number(fuse)] ?? `unknown fuse ${fuse}`)
}

async function fuseNames(executable: string): Promise<readonly string[]> {
  return Object.keys(await getCurrentFuseWire(executable)).filter((key) => /^\d+$/.test(key))
}

function stateOf(fuse: FuseV1Options): FuseState | undefined {
  const wanted = fuses[fuse] as boolean | undefined
  if (wanted === undefined) return undefined
  return wanted ? FuseState.ENABLE : FuseState.DISABLE
}
