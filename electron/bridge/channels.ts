/** The channels between screen and kiosk process; apart from the call table so that preload stays small. */
export const channels = { call: 'kiosk:call', view: 'kiosk:view', suggest: 'kiosk:suggest' } as const
