import type { Sex } from '../../sync-server/contract/document/index.ts'

/** What stands for a sex on a screen. */
export const sexWords: Readonly<Record<Sex, string>> = {
  male: '男',
  female: '女',
  unspecified: '未说明',
  unknown: '未知',
}
