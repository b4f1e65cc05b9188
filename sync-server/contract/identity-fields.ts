import { isBankCardNumber, isCreditCard } from './bank-card.ts'
import { checkDocumentNumber, isCalendarDay, normaliseDocumentNumber } from './document/index.ts'
import type { FailureCode } from './failure.ts'
import { choice, type FieldRow, matching, text } from './field-row.ts'
import { realNameDocuments } from './real-name-document.ts'

/** 公安部交通管理局: the file number on a driving licence is twelve digits. */
const LICENCE_FILE = /^\d{12}$/
/** GB/T 32910 and the card's own print: nine letters and digits. */
const SOCIAL_CARD = /^[A-Z\d]{9}$/
/** Personal account numbers of housing funds differ by city, between six and twenty digits. */
const FUND_ACCOUNT = /^\d{6,20}$/
const MOBILE = /^1\d{10}$/
const MAIL = /^[\w.%+-]{1,64}@(?:[A-Za-z\d-]{1,63}\.)+[A-Za-z]{2,24}$/

const residentIdFault = (value: string): FailureCode | undefined =>
  checkDocumentNumber('resident-id-card', normaliseDocumentNumber(value)) === 'ok'
    ? undefined
    : 'document.number-invalid'

/** A day is typed as eight digits and shown as `2018-06-06`. */
const day = (label: string, placeholder: string): FieldRow =>
  text({
    label,
    placeholder,
    keyboard: 'digits',
    maxLength: 8,
    fault: (value) => (/^\d{8}$/.test(value) && isCalendarDay(value) ? undefined : 'date.invalid'),
  })

/** Only debit cards are taken (manual 1.3.2.2); which a card is, its first digits say where they are known. */
function bankCardFault(value: string): FailureCode | undefined {
  if (!isBankCardNumber(value)) return 'bank-card.number-invalid'
  return isCreditCard(value) ? 'bank-card.credit' : undefined
}

/** Fields about a person's document, and about what other registers know the person by. */
export const identityFields = {
  documentType: choice(
    '证件类型',
    realNameDocuments.map(({ id, title }) => ({ value: id, label: title })) as unknown as [
      { value: string; label: string },
    ],
  ),
  fullName: text({
    label: '请输入姓名',
    placeholder: '请输入您的真实姓名',
    keyboard: 'pinyin',
    maxLength: 60,
    fault: matching(/^[\p{Script=Han}A-Za-z·.' -]{2,60}$/u, 'name.invalid'),
  }),
  residentIdNumber: text({
    label: '请输入身份证号',
    placeholder: '请输入您本人的身份证号',
    keyboard: 'id-number',
    maxLength: 18,
    fault: residentIdFault,
  }),
  /** What is right depends on the type of document; see the rules between fields. */
  documentNumber: text({
    label: '请输入证件号码',
    placeholder: '请输入您本人的证件号码',
    keyboard: 'letters',
    maxLength: 18,
    fault: matching(/^[A-Za-z\d]{5,18}$/, 'document.number-invalid'),
  }),
  validFrom: day('请输入证件生效日期', '请输入生效日期(例:2018-06-06)'),
  validity: choice('请输入证件失效日期', [
    { value: 'until', label: '有效期' },
    { value: 'long-term', label: '长期' },
  ]),
  validUntil: day('失效日期', '请输入失效日期(例:2018-06-06)'),
  bankCardNumber: text({
    label: '请输入银行卡号',
    placeholder: '请输入您本人的银行卡号',
    keyboard: 'digits',
    maxLength: 19,
    fault: bankCardFault,
  }),
  reservedPhone: text({
    label: '请输入预留手机号',
    placeholder: '请输入您本人的银行卡预留手机号',
    keyboard: 'digits',
    maxLength: 11,
    fault: matching(MOBILE, 'phone.invalid'),
  }),
  socialCardNumber: text({
    label: '请输入社会保障卡卡号',
    placeholder: '请输入卡面上的 9 位卡号',
    keyboard: 'letters',
    maxLength: 9,
    fault: matching(SOCIAL_CARD, 'social-card.number-invalid'),
  }),
  fundAccount: text({
    label: '请输入个人公积金账号',
    placeholder: '请输入您的公积金账号',
    keyboard: 'digits',
    maxLength: 20,
    fault: matching(FUND_ACCOUNT, 'fund-account.invalid'),
  }),
  licenceFileNumber: text({
    label: '请输入驾驶证档案编号',
    placeholder: '请输入 12 位档案编号',
    keyboard: 'digits',
    maxLength: 12,
    fault: matching(LICENCE_FILE, 'licence-file.invalid'),
  }),
  paymentAccount: text({
    label: '请输入支付宝账号',
    placeholder: '手机号码或邮箱',
    keyboard: 'email',
    maxLength: 100,
    fault: (value) => (MOBILE.test(value) || MAIL.test(value) ? undefined : 'payment-account.invalid'),
  }),
} as const satisfies Record<string, FieldRow>
