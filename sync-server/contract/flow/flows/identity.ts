import { exit, type Flow, to } from '../language.ts'
import { onlineRow } from '../online-kinds.ts'

const ofCitizen = { version: 1, runs: 'server', needs: 'citizen' } as const

/** 解绑 (manual 1.3.3.2): the account has no real name afterwards, and nobody is signed in. */
export const unbindDocument: Flow = {
  ...ofCitizen,
  id: 'unbind-document',
  title: '解绑',
  steps: [onlineRow('verify-phone', {}), onlineRow('confirm-unbinding', { on: { kept: exit('cancelled') } })],
  end: { page: 'document-unbound' },
}

/** Where a check leads whose document becomes the account's: done, or the ways on when it is another account's (manual 1.1). */
export const claimed = { verified: exit('done'), 'bound-elsewhere': to('bound-elsewhere') } as const

/** The ways on for a document that another account has; they stand after the row of every check. */
export const elsewhereRows = [
  onlineRow('bound-elsewhere', { on: { appeal: to('open-appeal'), 'in-person': to('show-appeal') } }),
  onlineRow('prove-former-phone', { on: { 'taken-over': exit('done') } }),
  onlineRow('open-appeal', {}),
  onlineRow('show-appeal', {}),
]

/** The card is a way through the same step of the manual, and no step of its own in the trail. */
const byCard = '实名认证'

/** 实名认证, typed or read from the card, with the ways on; 暂不认证 leads where the flow says. 上一步 leads back from the card to typing. */
export const claimRows = (skipped: ReturnType<typeof exit>) => [
  onlineRow('real-name', { isRevisable: true, on: { ...claimed, skipped, 'by-card': to('read-id-card') } }),
  onlineRow('read-id-card', { title: byCard, isRevisable: true }),
  onlineRow('confirm-card', { title: byCard, isRevisable: true, on: claimed }),
  ...elsewhereRows,
]

/** The page after a case was opened instead. */
export const appealOpened = { step: 'show-appeal', outcome: 'seen', page: 'appeal-opened' } as const

/** 换绑 (manual 1.3.3.1): the account's identity becomes the new document's. */
export const rebindDocument: Flow = {
  ...ofCitizen,
  id: 'rebind-document',
  title: '换绑',
  steps: [onlineRow('verify-phone', {}), ...claimRows(exit('cancelled'))],
  end: { page: 'document-rebound', instead: [appealOpened] },
}
