import { thirdPartyProviders } from '../../contract/third-party.ts'

const PROVIDERS = thirdPartyProviders.map((provider) => `'${provider}'`).join(', ')

/** Who may sign the owner of an account in: one subject of a third party belongs to one account, and an account has one of each. */
export const accountLinks = [
  `CREATE TABLE account_links (
    account_id TEXT NOT NULL REFERENCES accounts (id), provider TEXT NOT NULL CHECK (provider IN (${PROVIDERS})),
    subject_hash TEXT NOT NULL, sealed_name BYTES, linked_at TEXT NOT NULL,
    PRIMARY KEY (account_id, provider), UNIQUE (provider, subject_hash)) STRICT`,
]
