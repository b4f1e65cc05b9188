/** A text that a citizen agrees to, word for word; a change of words is a new version. */
export interface ConsentText {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly paragraphs: readonly string[]
  /** Whether the citizen may decline and still be served. */
  readonly isRefusable: boolean
}

const identity: ConsentText = {
  id: 'identity',
  version: '2026-11',
  title: '实证核验告知书',
  paragraphs: [
    '为您办理高级认证（L4），需要读取您的身份证件：姓名、性别、民族、出生日期、住址、证件号码、签发机关、有效期限和证件照片。',
    '这些信息加密后只用于本次核验和留存依据，由统一身份认证平台保管；本机不保留，办理结束即清除。',
    '您可以随时停止办理，已读取的信息会立即清除。您有权查询、更正，或要求删除您的信息，平台客服电话 400-056-0066。',
  ],
  isRefusable: false,
}

const face: ConsentText = {
  id: 'face',
  version: '2026-11',
  title: '人脸信息单独同意书',
  paragraphs: [
    '为确认您就是证件的持有人，可以用摄像头拍摄您的面部，在本机与证件芯片中的照片比对一次。',
    '比对在本机完成。一张现场照片与比对分数加密后作为本次核验的依据留存，不用于其他用途。',
    '您可以不同意。不同意时由两名工作人员当面核对，办理结果完全相同。',
  ],
  isRefusable: true,
}

const faceOnPhone: ConsentText = {
  id: 'face-on-phone',
  version: '2026-11',
  title: '人脸信息单独同意书',
  paragraphs: [
    '为确认是您本人在认证，可以用这部手机的摄像头拍摄您的面部。动作提示在本机完成，视频不上传。',
    '一张照片加密后发送给统一身份认证平台，平台请人口信息登记单位与您登记的照片比对一次。比对后立即删除，平台只保留比对结果，不用于其他用途。',
    '您可以不同意。不同意时请带证件原件到办事大厅窗口办理，不需要人脸识别，办理结果相同或更高。平台客服电话 400-056-0066。',
  ],
  isRefusable: true,
}

/** Every consent text by id. */
export const consentTexts: Readonly<Record<string, ConsentText>> = { identity, face, 'face-on-phone': faceOnPhone }
