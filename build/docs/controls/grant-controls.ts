import type { SecurityControl } from './security-control.ts'

/** No level without presence: who may give one, on what evidence, and who finds out when it is wrong. */
export const grantControls: readonly SecurityControl[] = [
  {
    id: 'G1',
    priority: 1,
    says: 'One function decides a level on site, and only from the complete evidence of one way; the database refuses a grant without it.',
    builtIn: [
      'sync-server/levels/level-policy.ts',
      'sync-server/intake/evidence-review.ts',
      'sync-server/platform/database/first-migration.ts',
    ],
    proof: {
      'test/unit/server/level-policy.test.ts': [
        'of all 1024 sets of evidence exactly the complete ones give a level, and typed ones never the highest',
      ],
      'test/pipeline/server/repositories.test.ts': [
        'the database itself takes a grant only with the evidence that its level asks for',
        'a level cannot be written without a grant',
      ],
    },
  },
  {
    id: 'G2',
    priority: 1,
    says: 'Every level is derived again from stored evidence each night; a difference is counted, said and listed.',
    builtIn: ['sync-server/levels/nightly-check.service.ts', 'sync-server/cli/verify.ts'],
    proof: {
      'test/pipeline/server/nightly-check.test.ts': [
        'a level that nothing supports is counted and said, and stays until somebody has looked',
        'runs once a night, in one of all processes',
      ],
      'test/pipeline/server/books.test.ts': ['untouched books are in order', '%s is noticed'],
      'test/pipeline/server/real-name.test.ts': ['a level that rests on somebody else’s check is found'],
    },
  },
  {
    id: 'G3',
    priority: 1,
    says: 'The audit line is written in the transaction of its act and chained; the database refuses to change or delete one.',
    builtIn: ['sync-server/audit/audit.service.ts', 'sync-server/platform/database/first-migration.ts'],
    proof: {
      'test/pipeline/server/repositories.test.ts': ['%s is refused'],
      'test/pipeline/server/books.test.ts': [
        '%s is named as the first bad one',
        'lines cut off at the end are noticed by receipts, and by heads that were kept elsewhere',
      ],
      'test/pipeline/server/console-lists.test.ts': ['no line of the audit is ever changed or removed, however old'],
    },
    open: 'Whoever owns the database can drop the triggers; that is found by the chain, and an end that was cut off only if heads or ledgers are kept elsewhere.',
  },
  {
    id: 'G4',
    priority: 2,
    says: 'The server ties a kiosk to the module number of its card reader and takes each read and each scanned zone once.',
    builtIn: ['sync-server/intake/evidence-review.ts', 'sync-server/cards/card-rules.ts'],
    proof: {
      'test/pipeline/server/decisions.test.ts': [
        'one card read serves one record',
        'a kiosk is tied to the first reader that it was granted with, until an administrator releases it',
      ],
      'test/pipeline/server/documents.test.ts': ['one scan of a zone serves one record'],
      'test/pipeline/server/card.test.ts': ['of the reader that the first card tied the kiosk to'],
    },
    open: 'The card is not authenticated by a challenge of ours: that is the security module’s work, and a forged module that tells a known number would be believed.',
  },
  {
    id: 'G5',
    priority: 2,
    says: 'The camera is pinned by name, each try has a nonce that asks for movements in an order, and three misses lead to people.',
    builtIn: [
      'electron/session/performers/capture-face.ts',
      'sync-server/contract/liveness-challenge.ts',
      'sync-server/face-checks/face-check-rules.ts',
    ],
    proof: {
      'test/e2e/other-camera.spec.ts': ['a camera other than the pinned one is not used'],
      'test/flow/electron/capture-face.test.ts': [
        'three times nobody alike leads to two people, and no picture is kept',
        'every try asks anew, and what it asks follows from record and nonce',
      ],
      'test/pipeline/server/face-check.test.ts': [
        'a nonce counts once and for a short time; only the last one counts',
        'a picture that came before is refused, whatever its nonce',
      ],
      'test/pipeline/server/decisions.test.ts': ['one face capture serves one record'],
    },
    open: 'A name can be imitated by a device that calls itself the same. Liveness and comparison are of a demonstration engine: nobody has certified them, and masks or moving pictures were not measured.',
  },
  {
    id: 'G6',
    priority: 2,
    says: 'A clerk attests each record with a signature over its whole log, by a key that only the password just typed unlocks, within the evidence window.',
    builtIn: [
      'electron/staff/statement.ts',
      'electron/staff/password-box.ts',
      'sync-server/intake/check-attestations.ts',
    ],
    proof: {
      'test/pipeline/kiosk/staff-desk.test.ts': [
        'signs exactly the entries before it',
        'asks for the password each time and counts wrong ones',
        'neither password nor private key lies readable on the disk',
      ],
      'test/unit/server/evidence-review.test.ts': [
        'a credential that ended before the statement is refused, one that ends with it is not',
        '%s is named',
      ],
    },
    open: 'The key is software under a password, not a token in the hand: a stolen disk allows guessing at it until the credential ends.',
  },
  {
    id: 'G7',
    priority: 2,
    says: 'Where no machine can compare, a clerk and a supervisor, two different people, sign the same record.',
    builtIn: ['electron/session/performers/approve-exception.ts', 'sync-server/intake/evidence-review.ts'],
    proof: {
      'test/pipeline/kiosk/staff-desk.test.ts': [
        'a clerk cannot approve as a supervisor',
        'is not the same person under a second number',
      ],
      'test/flow/electron/verify-in-person.test.ts': ['the clerk cannot approve alone'],
      'test/flow/equal-ways.test.ts': ['takes two members of staff, one of them a supervisor'],
    },
    open: 'There is no daily cap per person, no random second look at finished cases and no search for pairs who collude; two who act together are found by the audit only.',
  },
  {
    id: 'G8',
    priority: 2,
    says: 'The owner is told of every change of level, phone, password, document and link, and of every look at the account.',
    builtIn: ['sync-server/notices/notices.service.ts', 'sync-server/contract/notice.ts'],
    proof: {
      'test/pipeline/server/console-accounts.test.ts': [
        'a look needs a reason, shows nothing unmasked, is in the audit, and its owner reads of it',
        'each is told and in the audit',
      ],
      'test/pipeline/server/face-check.test.ts': [
        'a real name, the consent and the right face end at L3 with an electronic ID, and the kiosk collects',
      ],
      'test/pipeline/server/identity-life.test.ts': ['the other is told and out'],
    },
    open: 'No test compares all changes in the database with all notices.',
  },
  {
    id: 'G9',
    priority: 2,
    says: 'After 解绑 or 换绑 old evidence counts no more; the new identity needs new evidence.',
    builtIn: ['sync-server/accounts/identity.service.ts', 'sync-server/accounts/withdrawals.repository.ts'],
    proof: {
      'test/pipeline/server/identity-life.test.ts': [
        '解绑 takes name, level and every session; the document is free, and old evidence counts no more',
        '换绑 makes the new document the identity, from new evidence only, and keeps only this session',
        'of two who take one document over at the same moment exactly one has it',
      ],
    },
    open: 'There is no waiting time between 解绑 and the next binding.',
  },
  {
    id: 'G10',
    priority: 1,
    says: 'Face is never the only way: it has a consent of its own, and whoever declines gets the same level by two people in as many steps.',
    builtIn: ['sync-server/contract/flow/flows/verify-in-person.ts', 'sync-server/contract/consent-texts.ts'],
    proof: {
      'test/flow/equal-ways.test.ts': [
        'exists, for whoever declines and for whoever’s photo cannot be shown',
        'every way with a chip to the good end comes to the same level',
      ],
      'test/e2e/two-person.spec.ts': ['who declines the face is verified by two people'],
      'test/pipeline/server/face-check.test.ts': [
        'no camera before the consent; whoever declines is sent to the counter and may still think again',
      ],
    },
  },
  {
    id: 'G11',
    priority: 2,
    says: 'In an appeal (人工申诉) the one who saw the appellant never decides; a supervisor beside them does.',
    builtIn: ['sync-server/appeals/appeal-rules.ts', 'sync-server/appeals/appeal-cases.service.ts'],
    proof: {
      'test/pipeline/server/appeals.test.ts': [
        'nobody decides alone, out of turn, without the right, or without a word',
        'of two who decide at the same moment one has decided',
      ],
      'test/pipeline/kiosk/appeal-desk.test.ts': ['a supervisor who took the case does not decide it'],
    },
  },
  {
    id: 'G12',
    priority: 2,
    says: 'Signing in offline compares no stored password: it unlocks a key whose credential the server signed for hours.',
    builtIn: ['electron/staff/offline-sign-in.ts', 'build/adr/0003-staff-sign-with-their-own-key.md'],
    proof: {
      'test/pipeline/kiosk/staff-desk.test.ts': [
        'offline a wrong password gets nowhere and waits ever longer, also after a restart',
        'offline an expired credential is worth nothing',
        'a credential signed by another key is refused',
      ],
      'test/pipeline/server/decisions.test.ts': ['a staff member who was disabled attests nothing any more'],
    },
  },
]
