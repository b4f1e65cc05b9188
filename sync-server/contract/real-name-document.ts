import { checkDocumentNumber, type DocumentType, normaliseDocumentNumber } from './document/index.ts'

interface RealNameDocument {
  /** The word in an answer; the first one is picked before anybody touches it. */
  readonly id: string
  /** The manual's name (1.3.1). */
  readonly title: string
  readonly type: DocumentType
  /** What the number begins with where one type of document is issued to residents of two places. */
  readonly prefix?: string
}

/** 证件类型 of 实名认证, in the manual's order and words. */
export const realNameDocuments = [
  { id: 'resident-id-card', title: '中国居民身份证', type: 'resident-id-card' },
  {
    id: 'hong-kong-travel-permit',
    title: '香港特别行政区居民来往内地通行证',
    type: 'hk-macao-mainland-travel-permit',
    prefix: 'H',
  },
  {
    id: 'macao-travel-permit',
    title: '澳门特别行政区居民来往内地通行证',
    type: 'hk-macao-mainland-travel-permit',
    prefix: 'M',
  },
  { id: 'taiwan-travel-permit', title: '台湾省居民来往大陆通行证', type: 'taiwan-mainland-travel-permit' },
  { id: 'foreign-resident-card', title: '外国人永久居留身份证', type: 'foreign-permanent-resident-id-card' },
] as const satisfies readonly RealNameDocument[]

/** The row of a picked type; undefined for a word that is none. */
export function realNameDocument(id: string): RealNameDocument | undefined {
  return realNameDocuments.find((row) => row.id === id)
}

/** Whether a number can stand on a document of the picked type. */
export function isNumberOf(id: string, number: string): boolean {
  const row = realNameDocument(id)
  const normal = normaliseDocumentNumber(number)
  return row !== undefined && normal.startsWith(row.prefix ?? '') && checkDocumentNumber(row.type, normal) === 'ok'
}
