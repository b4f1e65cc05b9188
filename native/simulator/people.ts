import type { IdentityDocument } from '../../sync-server/contract/document/document-type.ts'
import { chipPhotoOf, type FacePerson } from './camera/face-people.ts'
import { encodeAddress, encodeCard, type ChipLayout } from './card-encoder.ts'
import { foreignCardOf, residencePermitOf, residentCardOf, withWrongCheckDigit } from './person-document.ts'
import { brokenPhoto, placeholderPhoto } from './photo-block.ts'
import type { SimulatedCard } from './simulated-card.ts'

/** Somebody, or something, that can be laid on the simulated reader. Nobody here exists. */
export interface SimulatedPerson {
  readonly id: string
  /** What the card is for, in the words of the devices page. */
  readonly title: string
  readonly chip: 'foreign-chip' | 'damaged' | ChipLayout
  readonly document?: IdentityDocument
  /** Whose face the chip photo shows; without one a grey figure. */
  readonly face?: FacePerson
  readonly hasBrokenPhoto?: boolean
  readonly fingerprintBytes?: number
  readonly newAddress?: string
}

const row = (person: SimulatedPerson): SimulatedPerson => person

/** Every synthetic person by what the card shows. */
export const people: readonly SimulatedPerson[] = [
  row({
    id: 'chen-jing',
    title: '有效居民身份证',
    chip: 'resident',
    face: 'chen-jing',
    document: residentCardOf('陈静示例', '1992-06-18', 'female'),
  }),
  row({
    id: 'wang-lei',
    title: '有效居民身份证（另一人）',
    chip: 'resident',
    face: 'wang-lei',
    document: residentCardOf('王磊示例', '1985-11-02', 'male'),
  }),
  row({
    id: 'li-review',
    title: '人像与照片差别较大',
    chip: 'resident',
    face: 'li-review',
    document: residentCardOf('李复核示例', '1988-03-27', 'male'),
  }),
  row({
    id: 'expired',
    title: '已过有效期',
    chip: 'resident',
    document: {
      ...residentCardOf('过期示例', '1990-01-15', 'male'),
      validFrom: '2010-05-20',
      validUntil: '2020-05-20',
    },
  }),
  row({
    id: 'bad-number',
    title: '号码校验位错误',
    chip: 'resident',
    document: withWrongCheckDigit(residentCardOf('错号示例', '1991-09-09', 'female')),
  }),
  row({
    id: 'photo-broken',
    title: '芯片照片无法解码',
    chip: 'resident',
    hasBrokenPhoto: true,
    document: residentCardOf('坏照示例', '1983-04-04', 'male'),
  }),
  row({
    id: 'long-term',
    title: '长期有效（长者）',
    chip: 'resident',
    document: {
      ...residentCardOf('长期示例', '1949-12-01', 'female'),
      validFrom: '2009-08-08',
      validUntil: 'long-term',
    },
  }),
  row({
    id: 'rare-name',
    title: '姓名含生僻字',
    chip: 'resident',
    document: residentCardOf('䶮𬴊示例', '1996-02-29', 'male'),
  }),
  row({
    id: 'fingerprints',
    title: '芯片含两枚指纹',
    chip: 'resident',
    fingerprintBytes: 1024,
    document: residentCardOf('指纹示例', '1987-07-07', 'male'),
  }),
  row({
    id: 'new-address',
    title: '芯片追加了新住址',
    chip: 'resident',
    newAddress: '北京市示例区搬家路9号院1号楼101室',
    document: residentCardOf('搬家示例', '1994-10-10', 'female'),
  }),
  row({
    id: 'hk-resident',
    title: '港澳台居民居住证',
    chip: 'residence-permit',
    document: residencePermitOf('香港示例'),
  }),
  row({
    id: 'foreigner-2023',
    title: '外国人永久居留身份证（2023 版）',
    chip: 'foreign-2023',
    document: foreignCardOf('foreign-2023'),
  }),
  row({
    id: 'foreigner-2017',
    title: '外国人永久居留身份证（2017 版）',
    chip: 'foreign-2017',
    document: foreignCardOf('foreign-2017'),
  }),
  row({ id: 'bank-card', title: '银行卡（不是身份证件）', chip: 'foreign-chip' }),
  row({ id: 'damaged-chip', title: '芯片损坏', chip: 'damaged' }),
]

function photoOf({ face, hasBrokenPhoto }: SimulatedPerson): Uint8Array {
  if (hasBrokenPhoto) return brokenPhoto()
  return face ? chipPhotoOf(face) : placeholderPhoto()
}

/** The card of a person, encoded as its chip holds it. */
export function cardOf(person: SimulatedPerson): SimulatedCard {
  const { chip, document, fingerprintBytes = 0, newAddress } = person
  if (chip === 'foreign-chip' || chip === 'damaged') return { kind: chip }
  if (!document) throw new Error(`${person.id} has no document`)
  return {
    kind: 'identity',
    blocks: encodeCard(document, { layout: chip, photo: photoOf(person) }),
    ...(fingerprintBytes > 0 ? { fingerprints: new Uint8Array(fingerprintBytes).fill(0x43) } : {}),
    ...(newAddress === undefined ? {} : { newAddress: encodeAddress(newAddress) }),
  }
}
