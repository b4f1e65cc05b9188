import type { ThirdPartyProvider } from '../contract/third-party.ts'
import type { ThirdPartySettings } from '../platform/third-party-settings.ts'
import type { Binding, Protocol, Redeeming, Subject } from './protocol.ts'
import { alipay } from './protocols/alipay.ts'
import { baidu } from './protocols/baidu.ts'
import { nationalPlatform } from './protocols/national-platform.ts'
import { wechat } from './protocols/wechat.ts'

type AppOf<P extends ThirdPartyProvider> = NonNullable<ThirdPartySettings[P]>
const protocols: { readonly [P in ThirdPartyProvider]: Protocol<AppOf<P>> } = {
  'national-platform': nationalPlatform,
  alipay,
  wechat,
  baidu,
}

/** A third party's protocol together with what it knows this platform by. */
export interface ConfiguredParty {
  readonly codeParameter: string
  authorise(binding: Binding): URL
  identify(code: string, redeeming: Redeeming): Promise<Subject>
}

const configured = <P extends ThirdPartyProvider>(provider: P, app: AppOf<P>): ConfiguredParty => {
  const protocol = protocols[provider]
  return {
    codeParameter: protocol.codeParameter,
    authorise: (binding) => protocol.authorise(app, binding),
    identify: (code, redeeming) => protocol.identify(app, code, redeeming),
  }
}

/** A third party that the settings offer; undefined for any other. */
export function partyOf(settings: ThirdPartySettings, provider: ThirdPartyProvider): ConfiguredParty | undefined {
  const app = settings[provider]
  return app && configured(provider, app as never)
}
