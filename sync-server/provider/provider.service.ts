import type { Provider } from 'oidc-provider'
import type { ArtefactStore } from './artefact-store.ts'
import type { ProviderParts } from './provider-parts.ts'

export { ArtefactStore } from './artefact-store.ts'

/** Gives the provider. It is loaded and made when somebody first asks for it, so that no server starts the later for it. */
export type LazyProvider = () => Promise<Provider>

/** A provider that does not exist before it is needed: its issuer is the public address, which is known when the server listens. */
export function lazyProvider(parts: ProviderParts, store: ArtefactStore): LazyProvider {
  let made: Promise<Provider> | undefined
  return () => (made ??= import('./make-provider.ts').then(({ makeProvider }) => makeProvider(parts, store)))
}
