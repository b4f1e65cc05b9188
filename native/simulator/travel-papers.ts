import { exitPermitLines, td1Lines, td3Lines, type ZoneContent } from './zone-encoder.ts'

/** A travel document that can be held under the simulated readers. Nobody here exists. */
export interface TravelPaper {
  readonly id: string
  /** What it is for, in the words of the devices page. */
  readonly title: string
  readonly lines: readonly string[]
}

const holder: ZoneContent = {
  code: 'CR',
  state: 'CHN',
  number: 'H00000001',
  birth: '900101',
  sex: 'F',
  expiry: '360101',
  nationality: 'CHN',
  last: 'SHILI',
  first: 'XIANGGANG',
}
const traveller: ZoneContent = { ...holder, code: 'PO', number: 'E00000001', first: 'LVXING', chineseName: '旅行示例' }

/** Letters in the places of check digits: how a layout looks that nobody has published. */
const unpublished = td1Lines(holder).map((line, i) => (i === 1 ? `X${line.slice(1)}` : line))

/** Every synthetic travel document by what comes of it. */
export const travelPapers: readonly TravelPaper[] = [
  { id: 'hk-permit', title: '港澳居民来往内地通行证', lines: td1Lines(holder) },
  {
    id: 'hk-permit-1999',
    title: '港澳居民来往内地通行证（1999 版）',
    lines: td1Lines({ ...holder, code: 'C', number: 'M00000002', last: 'SHILI', first: 'AOMEN' }),
  },
  {
    id: 'taiwan-permit',
    title: '台湾居民来往大陆通行证',
    lines: td1Lines({ ...holder, code: 'CT', number: '00000001', first: 'TAIWAN' }),
  },
  { id: 'passport', title: '护照（中国）', lines: td3Lines(traveller) },
  {
    id: 'foreign-passport',
    title: '护照（外国）',
    lines: td3Lines({
      ...holder,
      code: 'P',
      state: 'UTO',
      nationality: 'UTO',
      number: 'U00000001',
      first: 'ANNA MARIA',
    }),
  },
  { id: 'expired-passport', title: '护照（已过有效期）', lines: td3Lines({ ...traveller, expiry: '200101' }) },
  {
    id: 'exit-permit',
    title: '往来港澳通行证（内地居民）',
    lines: exitPermitLines({ ...traveller, code: 'CS', number: 'C00000001' }),
  },
  {
    id: 'exit-permit-taiwan',
    title: '往来台湾通行证（内地居民）',
    lines: exitPermitLines({ ...traveller, code: 'CD', number: 'L00000001' }),
  },
  {
    id: 'foreign-card',
    title: '外国身份证',
    lines: td1Lines({ ...holder, code: 'I', state: 'UTO', nationality: 'UTO', number: 'D00000001' }),
  },
  { id: 'unpublished-permit', title: '新版通行证（机读码没有公开规则）', lines: unpublished },
]

/** What a reader of zones sends for a document: the lines between STX and ETX. */
export function zoneBytes({ lines }: TravelPaper): Uint8Array {
  return new TextEncoder().encode(`\x02${lines.map((line) => `${line}\r`).join('')}\x03`)
}
