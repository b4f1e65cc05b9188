import type { OnlineInputOf } from '../../sync-server/contract/flow/index.ts'
import { thirdPartyProviders } from '../../sync-server/contract/third-party.ts'
import { soon } from './moments.ts'
import type { Scene } from './scene-parts.ts'
import { atStep } from './terminal-parts.ts'

const errand = (more: Partial<OnlineInputOf<'scan-code'>> = {}): OnlineInputOf<'scan-code'> => ({
  url: 'https://account.hall.example/phone/#/t/Gq3nB7xYt0aVd5mWc9LkPz2e',
  state: 'waiting',
  expiresAt: soon(97),
  providers: [...thirdPartyProviders],
  ...more,
})
const waiting = atStep('scan-code', errand())
type FaceInput = OnlineInputOf<'face-on-phone'>
const face = (more: Partial<FaceInput> = {}) => {
  const { providers: _none, ...blank } = errand()
  return atStep('face-on-phone', { ...blank, triesLeft: 3, ...more })
}
const underWay = (stage: NonNullable<FaceInput['stage']>, more: Partial<FaceInput> = {}) =>
  face({ state: 'scanned', matchNumber: '58', stage, expiresAt: soon(300), ...more })

/** Every state of a step on the citizen's own phone. */
export const phoneScenes: Readonly<Record<string, Scene>> = {
  't-qr-waiting-for-phone': { view: waiting },
  't-qr-party': { view: waiting, press: ['支付宝'] },
  't-qr-scanned': { view: atStep('scan-code', errand({ state: 'scanned', matchNumber: '58', expiresAt: soon(170) })) },
  't-qr-confirmed': { view: atStep('scan-code', errand({ state: 'confirmed' }), { isBusy: true }) },
  't-qr-cancelled': { view: atStep('scan-code', errand({ state: 'cancelled' })) },
  't-qr-expired': { view: atStep('scan-code', errand({ state: 'expired', expiresAt: soon(-1) })) },
  't-qr-error': {
    view: atStep('scan-code', errand({ state: 'confirmed' }), { failure: { code: 'service.unreachable' } }),
  },
  't-face-waiting-for-phone': { view: face() },
  't-face-scanned': { view: face({ state: 'scanned', matchNumber: '58', expiresAt: soon(470) }) },
  't-face-real-name': { view: underWay('real-name') },
  't-face-elsewhere': { view: underWay('real-name', { fault: 'document.bound-elsewhere' }) },
  't-face-consent': { view: underWay('consent') },
  't-face-capturing': { view: underWay('capturing') },
  't-face-comparing': { view: underWay('comparing', { triesLeft: 2 }) },
  't-face-again': { view: underWay('ready', { fault: 'face.no-match', triesLeft: 2 }) },
  't-face-register': { view: underWay('ready', { fault: 'face.register-unavailable' }) },
  't-face-declined': { view: face({ state: 'cancelled', stage: 'declined' }) },
  't-face-refused': { view: face({ state: 'cancelled', stage: 'refused', fault: 'face.no-match', triesLeft: 0 }) },
  't-face-confirmed': { view: face({ state: 'confirmed', stage: 'verified' }) },
  't-qr-offline': { view: { ...waiting, network: 'offline' } },
}
