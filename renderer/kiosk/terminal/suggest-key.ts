import type { InjectionKey } from 'vue'
import type { KioskBridge } from '../../../electron/bridge/calls.ts'

/** Where a form's keyboard finds Chinese candidates. */
export const suggestKey: InjectionKey<KioskBridge['suggest']> = Symbol('suggest')
