import type { SecurityControl } from './security-control.ts'

/** What comes to the server from services, third parties and strangers, and what a server refuses to be started with. */
export const doorControls: readonly SecurityControl[] = [
  {
    id: 'A15',
    priority: 2,
    says: 'A service gets codes only with PKCE, from registered addresses and by the citizen’s consent, and knows people by a name of its own.',
    builtIn: ['sync-server/provider/provider-configuration.ts', 'build/adr/0012-what-services-are-told.md'],
    proof: {
      'test/pipeline/server/services-refused.test.ts': [
        'what is not a code request with PKCE from a registered address goes nowhere',
        'a refresh token is turned at every use; the former one ends all of them',
        'a withdrawn grant ends at once what the service holds, and the next request asks again',
      ],
      'test/pipeline/server/services-front-door.test.ts': [
        'what lies in the database opens nothing: artefacts are found by hashes and sealed',
      ],
    },
  },
  {
    id: 'A16',
    priority: 2,
    says: 'A third party’s answer counts once, in the browser that asked, with the third party’s signature; linking never takes an account over.',
    builtIn: ['sync-server/third-party/bounded-request.ts', 'build/adr/0017-signing-in-through-third-parties.md'],
    proof: {
      'test/pipeline/server/third-party.test.ts': [
        'a way back counts once, and in its own browser only',
        '%s: an answer that somebody else signed is refused',
      ],
      'test/pipeline/server/third-party-links.test.ts': ['linking takes no account over'],
      'test/unit/server/third-party-protocols.test.ts': ['a request follows no redirect'],
    },
    open: 'Tested against sandboxes that follow the published protocols, not against the third parties themselves.',
  },
  {
    id: 'A17',
    priority: 2,
    says: 'Strangers may call only so often a minute, and a browser is told to load nothing from elsewhere and to frame nothing.',
    builtIn: ['sync-server/platform/http/request-limits.ts', 'sync-server/platform/http/security-headers.ts'],
    proof: {
      'test/pipeline/server/request-limits.test.ts': [
        'a stranger may call so often a minute and is then told when to come back; a kiosk goes on',
        'whoever speaks for others is only believed at a trusted proxy',
      ],
      'test/unit/server/security-headers.test.ts': [
        'good answers, refusals and unknown addresses all carry the security headers',
      ],
    },
    open: 'Floods from many networks at once are for the network in front of the server.',
  },
  {
    id: 'A18',
    priority: 2,
    says: 'Production refuses sandboxes, default keys, plain addresses and unencrypted caches, and says which.',
    builtIn: ['sync-server/platform/settings.ts', 'electron/config/read-config.ts'],
    proof: {
      'test/unit/server/platform.test.ts': [
        'production refuses %j',
        'demo starts with nothing set, production says everything that is missing',
      ],
      'test/pipeline/server/guards.test.ts': [
        'demo has its sandbox, production has none and starts only with keys made by command',
      ],
    },
  },
]
