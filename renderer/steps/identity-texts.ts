/** Words of 换绑, 解绑, 人工申诉 and 消息通知 that no row of the contract already says. */
export const identityTexts = {
  unbind: {
    heading: '解绑实名信息',
    lead: '解绑前请仔细阅读下面的须知',
    now: '当前实名信息',
    keep: '我再想想',
  },
  elsewhere: {
    lead: '该证件已绑定其他账号。请核对账号；可办理换绑，或提交人工申诉。',
    document: '证件',
    phone: '原账号手机',
    ways: {
      'take-over': {
        title: '换绑到当前账号',
        lead: '原账号的手机还能接收短信时使用；换绑后原账号不再有实名信息。',
        act: '立即换绑',
      },
      appeal: {
        title: '人工申诉',
        lead: '原手机号码已不用，或不知道这个账号时使用，由工作人员核对。',
        act: '提交申诉',
      },
      'in-person': {
        title: '改到现场办',
        lead: '带本人有效证件原件到窗口，由工作人员当面核对。',
        act: '改到现场办',
      },
    },
    hotline: (hotline: string) => `如有疑问，可拨打客服热线 ${hotline} 咨询`,
  },
  appeal: {
    lead: '由工作人员核对后答复，答复会发短信到您账号的手机。',
    contact: '联系手机',
    reason: '申诉原因',
    proofs: '您能提供的材料（可多选）',
    words: '补充说明（选填，不超过 200 字）',
    wordsPrompt: '请简要说明情况',
    number: '申诉编号',
    keepNumber: '请拍照或记下申诉编号，到窗口时出示。',
    state: '状态',
    where: '办理地点',
    hours: '办理时间',
    hotline: '客服热线',
    none: '没有申诉',
    answer: '答复',
    withdraw: '撤回申诉',
    openedAt: (when: string) => `${when} 提交`,
    decidedAt: (when: string) => `${when} 答复`,
  },
  notices: { title: '消息通知', none: '没有消息', unread: '未读', read: '全部已读' },
  appeals: '人工申诉',
} as const
