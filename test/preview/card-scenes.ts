import type { ReaderState } from '../../sync-server/contract/device.ts'
import type { Scene } from './scene-parts.ts'
import { atStep, captcha, here, signedIn } from './terminal-parts.ts'

const tap = (reader: ReaderState, more: Parameters<typeof atStep<'sign-in-by-card'>>[2] = {}): Scene => ({
  view: { ...atStep('sign-in-by-card', {}, more), reader },
})
const citizen = { of: 'verify-real-name', from: signedIn, canGoBack: true }
const chip = {
  documentType: 'resident-id-card',
  maskedName: '***********力',
  maskedDocumentNumber: '1199************61',
  validUntil: 'long-term',
} as const

/** A card on the reader of the terminal, in every state. */
export const cardScenes: Readonly<Record<string, Scene>> = {
  't-card-tabs': { view: atStep('sign-in', { captcha }) },
  't-card-no-reader': { view: { ...atStep('sign-in', { captcha }), reader: { kind: 'disconnected' } } },
  't-card-waiting-card': tap({ kind: 'waiting' }),
  't-card-reading': tap({ kind: 'reading' }),
  't-card-failed': tap({ kind: 'failed', code: 'card.removed' }),
  't-card-disconnected': tap({ kind: 'disconnected' }),
  't-card-refused': tap({ kind: 'read' }, { failure: { code: 'document.expired' } }),
  't-card-offline': { view: { ...here, ...tap({ kind: 'waiting' }).view, network: 'offline' } as Scene['view'] },
  't-card-holder': { view: atStep('prove-card-holder', { captcha, maskedPhone: '180****9749' }, { canGoBack: true }) },
  't-card-offered': { view: atStep('real-name', {}, { ...citizen, canGoBack: false }) },
  't-card-read': { view: atStep('read-id-card', {}, citizen) },
  't-card-confirm': { view: atStep('confirm-card', chip, citizen) },
}
