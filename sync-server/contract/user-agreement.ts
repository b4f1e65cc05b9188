/** The agreement that registration asks for (manual 1.1); whoever changes a word raises the version. */
export const userAgreement = {
  title: '用户协议',
  version: '2026-11',
  paragraphs: [
    '本协议是您与北京市统一身份认证平台（以下称“平台”）之间关于账号注册和使用的约定。勾选“我已阅读并同意”并完成注册，表示您接受本协议。',
    '一、账号。账号由您本人注册和使用，不得转让、出借。请使用本人有效的手机号码，并妥善保管密码和验证码；工作人员不会向您索要密码和验证码。',
    '二、实名认证。您可以在注册时或以后办理实名认证。办理不同的政务服务需要不同的认证级别，不认证也可以使用公开服务。',
    '三、个人信息。平台只为识别身份、保护账号安全和办理您选择的服务收集必要的信息，加密保存，不用于其他目的。您可以在个人中心查看、修改本人信息。',
    '四、账号安全。发现账号被他人使用，请立即修改密码，或拨打客服热线 400-056-0066。为保护您的账号，平台会限制异常登录和频繁获取验证码。',
    '五、账号注销。您可以随时注销账号。注销后将无法登录，手机号码与实名信息解除绑定，实名信息自动删除；冷静期内可以撤销。',
    '六、在政务大厅的自助终端上使用时，离开前请点“结束并清除”。终端不保留您的个人信息。',
  ],
} as const

/** What closing an account means, told before it is decided (manual 1.5.2). */
export const deregistrationConsequences = [
  '账号注销后您将无法再次登录北京市统一身份认证平台，在北京市统一身份认证平台所产生的所有数据将无法查看；',
  '账号注销后您在部分业务平台所产生的数据将无法查看；',
  '账号注销后，该手机号与您的实名认证信息将会被解除，同时系统会自动删除您的实名信息；',
  '在北京通 APP 中的好友、群组、名片和聊天记录将同步删除，不能恢复；',
  '请确认申请注销账号是您本人账号，否则将要承担相应法律责任。',
] as const

/** What giving up the real name means, told before it is decided (manual 1.3.3.2). */
export const unbindingConsequences = [
  '解绑后，当前账号无实名信息认证，认证级别失效，需要实名的业务不能办理；',
  '现场认证预约、第三方账号绑定等与您身份有关的内容同时失效；',
  '您将在所有设备上退出登录，页面返回至登录页面；',
  '该证件可以重新认证到本账号或其他账号。',
] as const

/** The platform's hotline as the manual prints it. */
export const HOTLINE = '400-056-0066'
