import type { SecurityControl } from './security-control.ts'

/** Accounts cannot be guessed, listed, taken over or read by others. */
export const accountControls: readonly SecurityControl[] = [
  {
    id: 'A1',
    priority: 1,
    says: 'Wrong passwords, codes, captchas and scans are counted atomically, however many arrive at once and at however many processes.',
    builtIn: ['sync-server/challenges/tries.ts', 'sync-server/platform/ephemeral/ephemeral.ts'],
    proof: {
      'test/pipeline/server/challenges.test.ts': [
        'of forty guesses at once in two processes at most five are compared',
        'of forty tries at once with a password five pass',
      ],
      'test/pipeline/server/ephemeral.test.ts': [
        'of forty that take at once in two processes exactly one gets the value',
      ],
    },
  },
  {
    id: 'A2',
    priority: 1,
    says: 'One phone, one document and one user name belong to one account at any moment; the database’s unique indexes say so.',
    builtIn: ['sync-server/platform/database/first-migration.ts', 'sync-server/accounts/identity.service.ts'],
    proof: {
      'test/pipeline/server/change-account.test.ts': [
        'a phone that three accounts bind at the same moment becomes exactly one’s',
      ],
      'test/pipeline/server/real-name.test.ts': [
        'of several who claim one document at the same moment exactly one gets it',
      ],
      'test/pipeline/server/register-account.test.ts': [
        'of two who register one name or one phone at once, one gets it',
      ],
    },
  },
  {
    id: 'A3',
    priority: 1,
    says: 'Every request has a closed schema; what is not in it is refused, not dropped.',
    builtIn: ['sync-server/platform/schema-check.ts', 'sync-server/contract/route.ts'],
    proof: {
      'test/contract/server/openapi.test.ts': ['every object that a caller may send is closed'],
      'test/pipeline/server/flow-runs.test.ts': ['an output of another shape is refused and changes nothing'],
      'test/property/server/schema-check.test.ts': ['%s: the fast check says what the library says'],
    },
  },
  {
    id: 'A4',
    priority: 1,
    says: 'Each route names its guard; what belongs to a citizen is reached only through that citizen’s own session, run or case.',
    builtIn: ['sync-server/platform/http/bind-routes.ts', 'sync-server/contract/route-row.ts'],
    proof: {
      'test/pipeline/server/console.test.ts': [
        'no route of the console opens to anybody else',
        'what the console has opens nothing of citizens or staff',
      ],
      'test/pipeline/server/guards.test.ts': ['roles decide what staff may do, and a disabled one may do nothing'],
      'test/pipeline/server/flow-runs.test.ts': ['a run belongs to the place where it began'],
      'test/pipeline/server/appeals.test.ts': [
        'a case is one person’s: theirs again when the answer was lost, nobody else’s',
      ],
    },
    open: 'The console’s routes are tried with every role. For the other routes foreign objects are tried area by area, not as one table of every route, role and object.',
  },
  {
    id: 'A5',
    priority: 1,
    says: 'Passwords are kept as argon2id hashes (19 MiB, two passes); guessable ones and those like the name or phone are refused.',
    builtIn: ['sync-server/platform/passwords.ts', 'sync-server/contract/guessable-password.ts'],
    proof: {
      'test/unit/server/password-rules.test.ts': ['%s is too like the account'],
      'test/pipeline/server/recover-access.test.ts': [
        'a new password may be neither the old one, nor like the account, nor common',
      ],
      'test/pipeline/server/register-account.test.ts': ['a password not even sealed in the run'],
    },
    open: 'The list of common passwords is short (about a hundred, besides runs and repetitions), and the hash has no pepper of the server.',
  },
  {
    id: 'A6',
    priority: 1,
    says: 'The manual’s rule of 6 to 20 letters and digits stands; what it lacks is made up for by delays, and administrators need 15 characters and a second factor.',
    builtIn: ['sync-server/contract/field.ts', 'build/adr/0016-what-the-manual-leaves-open.md'],
    proof: {
      'test/pipeline/server/register-account.test.ts': [
        'every field has its own words, in the order of the form, before any code is used',
      ],
      'test/pipeline/server/console.test.ts': ['number, password and code together open it'],
    },
    open: 'A citizen’s password alone still signs in; a second factor is not asked for by level.',
  },
  {
    id: 'A7',
    priority: 1,
    says: 'Codes have six digits, five minutes and five tries per address and purpose; a new code brings no new tries, and sending is capped by address, kiosk, network and day.',
    builtIn: ['sync-server/challenges/codes.ts', 'sync-server/challenges/send-limits.ts'],
    proof: {
      'test/pipeline/server/challenges.test.ts': [
        'a code is six digits, says what it is for, and opens only its own purpose at its own address, once',
        'a new code does not bring new tries; time does, and so does the right code',
      ],
      'test/pipeline/server/code-sending.test.ts': [
        'of ten sends at once one goes out; the others are told how long to wait',
        'what a full network refuses uses up nothing of the address, not even the pause',
      ],
    },
    open: 'No alarm is raised when the share of codes that are never used is unusual.',
  },
  {
    id: 'A8',
    priority: 1,
    says: 'Unknown, frozen and closed accounts get the answer and the work of a wrong password; recovery goes on with made-up masks.',
    builtIn: ['sync-server/accounts/entrance.service.ts', 'sync-server/accounts/made-up-owner.ts'],
    proof: {
      'test/pipeline/server/sign-in.test.ts': ['unknown, frozen, closed and wrong are one answer after one comparison'],
      'test/pipeline/server/recover-access.test.ts': [
        'a stranger sees the same of known and unknown, frozen, closed and due accounts',
      ],
      'test/property/server/made-up-owner.test.ts': ['a made-up owner looks like a real one, and the same every time'],
      'test/unit/server/delivery.test.ts': ['pretending sends nothing and ends as the last message did'],
    },
    open: 'That both do the same work is tested; the time itself is not, and there is no common floor for it.',
  },
  {
    id: 'A9',
    priority: 1,
    says: 'A session has a fresh random token that is stored as a hash, counts only where it began, and ends when idle, old, replaced or withdrawn.',
    builtIn: ['sync-server/sessions/sessions.repository.ts'],
    proof: {
      'test/pipeline/server/sessions.test.ts': [
        'a token counts where the session began and nowhere else',
        'an idle session ends after its minutes, a used one after twelve times as long',
        'all sessions of an account end at once, no others; a frozen account has none that count',
      ],
      'test/pipeline/server/sign-in.test.ts': [
        'a session rotates: whoever signs in again has a new one, and the former has ended',
      ],
      'test/pipeline/server/guards.test.ts': ['no secret and no personal data lie readable in the database'],
    },
    open: 'The phone’s page keeps its token in the tab’s store, where a script that got into the page could read it.',
  },
  {
    id: 'A10',
    priority: 2,
    says: 'Whatever a route or a step is sent, it answers with its own reply or a problem of the catalogue, without a word of its inside.',
    builtIn: ['sync-server/platform/http/error-border.ts'],
    proof: {
      'test/pipeline/server/fuzz.test.ts': [
        '%s answers whatever it is sent with its own reply or a problem, never with a fault of its own',
      ],
      'test/pipeline/server/fuzz-flows.test.ts': ['whatever is sent to the step %s gets a state or a problem'],
    },
    open: 'Sixty made-up requests per route in a usual run; there is no long run over hundreds of thousands.',
  },
  {
    id: 'A11',
    priority: 2,
    says: 'A QR code serves one phone and one kiosk, once, for 120 seconds unless the policy says otherwise; the number on the screen has to be picked on the phone.',
    builtIn: ['sync-server/contract/ticket.ts', 'sync-server/open-tickets.ts'],
    proof: {
      'test/pipeline/server/qr-sign-in.test.ts': [
        'of twenty phones that scan at the same moment one gets the ticket',
        'a wrong number cancels, whatever is tried afterwards',
        'another kiosk, or no kiosk, neither sees nor collects what was confirmed',
        'collecting twice, or ten times at once, gives one session',
      ],
    },
  },
  {
    id: 'A12',
    priority: 2,
    says: 'A captcha is right once, and what it opens is done in the same step that uses it up.',
    builtIn: ['sync-server/challenges/challenges.service.ts', 'sync-server/flows/captcha-and-code.ts'],
    proof: {
      'test/pipeline/server/challenges.test.ts': [
        'a captcha is four digits in a picture, right once, in any process',
        'what goes with a right captcha is done for a right one only',
      ],
      'test/pipeline/server/flow-runs.test.ts': [
        'a captcha that was right sends one code, however many ask at once, and counts again when none was sent',
      ],
    },
    open: 'Four digits in a picture keep out nobody who reads pictures by program; the limits on tries and codes are what holds.',
  },
  {
    id: 'A13',
    priority: 2,
    says: 'Identity columns are sealed under one key of the server, records and their images under another; numbers are looked up by keyed hashes.',
    builtIn: ['sync-server/platform/keys/personal-data.ts', 'sync-server/accounts/sealed-columns.ts'],
    proof: {
      'test/unit/server/platform.test.ts': ['personal data open only at their own place and with their own key'],
      'test/pipeline/server/register-account.test.ts': ['nothing that was typed lies readable in the database'],
    },
    open: 'A sealed record holds identity and images together. All keys lie in one folder of the server; there is no hardware module.',
  },
  {
    id: 'A14',
    priority: 2,
    says: 'The console has a guard of its own with a one-time code; looks have a reason, nobody sets a password or a level, and lifting a freeze for fraud takes two.',
    builtIn: ['sync-server/console/console-parts.ts', 'build/adr/0030-what-an-administrator-may-do.md'],
    proof: {
      'test/pipeline/server/console.test.ts': ['a code counts once, also for two at the same moment'],
      'test/pipeline/server/console-accounts.test.ts': [
        'what was frozen for fraud is lifted by two administrators, never by one',
        'recovery is told to the owner by text message; no answer and no line holds a password',
      ],
    },
    open: 'Two administrators who act together can lift anything; the audit then says who.',
  },
]
