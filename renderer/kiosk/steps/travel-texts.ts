import { documentTypeName, travelDocumentTypes } from '../../../sync-server/contract/document/document-type.ts'

/** Words of reading a document without a chip. */
export const travelTexts = {
  turn: '改用通行证或护照',
  lead: '群众没有身份证、居住证的，可用通行证或护照。',
  zoneLead: '请把证件上的内容与屏幕逐项核对，并补上机读码没有的两项。',
  typedLead: '请照证件逐项录入，再与原件核对一遍。',
  scan: '请扫描证件的机读码',
  scanHint: '印有“<<<”的几行朝向扫描窗；护照翻到照片页，通行证扫背面',
  level: '机读码读出的证件，由两名工作人员当面核对，可授予高级认证（L4）。',
  typedLevel: '手工录入的证件，由两名工作人员当面核对，最高授予中级认证（L3）。',
  typedWhy: '只在机读码读不出时使用',
  back: '返回读卡',
  type: '手工录入',
  scanAgain: '重新扫描',
  confirm: '与原件核对无误',
  documentType: '证件类型',
  types: Object.fromEntries(travelDocumentTypes.map((type) => [type, documentTypeName[type]])) as Readonly<
    Record<(typeof travelDocumentTypes)[number], string>
  >,
  fullName: '姓名',
  fullNameHint: '照证件写；有中文姓名的写中文',
  validFrom: '签发日期',
  dayHint: '8 位数字，例如 20180606',
  dayWrong: { title: '没有这一天', action: '请照证件输入 8 位数字，例如 20180606' },
  emptyWrong: { title: '请填写这一项', action: '照证件填写后再继续' },
  sexes: { male: '男', female: '女' },
  validUntil: '有效期至',
  checked: '以上各项已与证件原件逐项核对，一致',
  checkFirst: '请与原件核对后勾选',
} as const
