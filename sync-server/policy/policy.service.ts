import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson } from '../contract/canonical-json.ts'
import { facePolicyFault } from '../contract/face-limits.ts'
import { defaultPolicy, Policy } from '../contract/policy.ts'
import type { Database } from '../platform/database/database.ts'
import { isValid, parseJson } from '../platform/schema.ts'

/** The authority's policy: `policy.json` in the data folder, or the starting values. */
export function readPolicy(dataDir: string): Policy {
  const path = join(dataDir, 'policy.json')
  if (!existsSync(path)) return defaultPolicy
  const policy = parseJson(readFileSync(path, 'utf8'))
  if (!isValid(Policy, policy)) throw new Error('policy.json is not a policy')
  const fault = facePolicyFault(policy.face)
  if (fault !== undefined) throw new Error(`policy.json: ${fault}`)
  return policy
}

/** Keeps every policy that decisions were made by; a version never changes its content. */
export async function keepPolicy(database: Database, policy: Policy): Promise<void> {
  const content = canonicalJson(policy)
  const kept = await database.write(async (tx) => {
    await tx.run(
      'INSERT INTO policies (version, content) VALUES (?, ?) ON CONFLICT DO NOTHING',
      policy.version,
      content,
    )
    return tx.get<{ content: string }>('SELECT content FROM policies WHERE version = ?', policy.version)
  })
  if (kept?.content !== content)
    throw new Error(`policy version ${policy.version} was in force with other values; raise it`)
}
