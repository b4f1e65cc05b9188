import { again, exit, type Flow, to } from '../language.ts'
import { row } from '../step-kinds.ts'

/** Where there is no chip photo to compare a face with, two people compare. */
const WITHOUT_PHOTO = {
  'read-without-photo': to('compare-by-eye'),
  'zone-read': to('compare-by-eye'),
  typed: to('compare-by-eye'),
}

/**
 * 实证核验 (办事大厅现场认证) to L4 at a counter; mission item 13. Two ways lead to the same signature: the face compared with
 * the chip photo, or two members of staff. Nobody has to give a face, and neither a fault of a device nor three tries that came to
 * nothing end the citizen's errand.
 */
export const verifyInPerson: Flow = {
  id: 'verify-in-person',
  version: 1,
  title: '实证核验',
  runs: 'kiosk',
  steps: [
    row('find-account', { isRevisable: true, on: { absent: to('open-account'), chosen: to('consent-identity') } }),
    row('open-account', { title: '查找账号', on: { back: to('find-account') } }),
    row('consent', { id: 'consent-identity', with: { text: 'identity' }, on: { declined: exit('declined') } }),
    row('consent', {
      id: 'consent-face',
      with: { text: 'face' },
      on: { agreed: to('read-card'), declined: to('read-card-without-face') },
    }),
    row('read-card', {
      with: { reason: 'photo-undecodable' },
      on: { ...WITHOUT_PHOTO, read: to('capture-face') },
    }),
    row('read-card', {
      id: 'read-card-without-face',
      with: { reason: 'face-consent-declined' },
      on: { ...WITHOUT_PHOTO, read: to('compare-by-eye') },
    }),
    row('capture-face', {
      title: '人证核验',
      on: {
        match: to('sign'),
        review: to('compare-by-eye'),
        'no-match': again(3, to('compare-by-eye')),
        'not-live': again(3, to('compare-by-eye')),
        unavailable: to('compare-by-eye'),
      },
    }),
    row('compare-by-eye', { title: '人证核验', on: { 'other-person': exit('refused') } }),
    row('approve-exception', { title: '人证核验', on: { rejected: exit('refused') } }),
    row('sign', { title: '签名确认', isRevisable: true }),
    row('review', { title: '签名确认', isRevisable: true }),
    row('attest', {}),
  ],
}
