import { announced, fixed, nothing, upTo, type ReplyLayout } from './reply-layout.ts'

/** One command of the security module. Times in milliseconds, without the time that the bytes need on the line. */
export interface SamCommand {
  /** CMD and PARA. */
  readonly code: readonly [command: number, parameter: number]
  /** The SW3 that means success. */
  readonly ok: number
  readonly reply: ReplyLayout
  readonly timeoutMs: number
  /** Length of the longest whole answer in bytes. */
  readonly answerBytes: number
}

/**
 * Commands of the SAM_V host protocol (GA 450; reference module manual, command list; sizes of 30 01 and 30 10 as the
 * module vendor lists them: 1295, and 2321, 1809 or 1297). The layout of 30 05 is not published: any data is taken.
 */
export const samCommands = {
  resetSam: { code: [0x10, 0xff], ok: 0x90, reply: nothing, timeoutMs: 1_000, answerBytes: 11 },
  samStatus: { code: [0x11, 0xff], ok: 0x90, reply: nothing, timeoutMs: 500, answerBytes: 11 },
  readSamId: { code: [0x12, 0xff], ok: 0x90, reply: fixed('samId', 16), timeoutMs: 800, answerBytes: 27 },
  findCard: { code: [0x20, 0x01], ok: 0x9f, reply: upTo('manufacturer', 4), timeoutMs: 800, answerBytes: 15 },
  selectCard: { code: [0x20, 0x02], ok: 0x90, reply: upTo('serial', 8), timeoutMs: 800, answerBytes: 19 },
  readText: { code: [0x30, 0x01], ok: 0x90, reply: announced('text', 'photo'), timeoutMs: 3_000, answerBytes: 1295 },
  readNewAddress: { code: [0x30, 0x03], ok: 0x90, reply: fixed('address', 70), timeoutMs: 1_500, answerBytes: 81 },
  readManagement: { code: [0x30, 0x05], ok: 0x90, reply: upTo('management', 256), timeoutMs: 1_500, answerBytes: 267 },
  readTextAndFingerprints: {
    code: [0x30, 0x10],
    ok: 0x90,
    reply: announced('text', 'photo', 'fingerprints'),
    timeoutMs: 3_000,
    answerBytes: 2321,
  },
  setBaudRate115200: { code: [0x60, 0x00], ok: 0x90, reply: nothing, timeoutMs: 1_000, answerBytes: 11 },
  setBaudRate57600: { code: [0x60, 0x01], ok: 0x90, reply: nothing, timeoutMs: 1_000, answerBytes: 11 },
  setBaudRate38400: { code: [0x60, 0x02], ok: 0x90, reply: nothing, timeoutMs: 1_000, answerBytes: 11 },
  setBaudRate19200: { code: [0x60, 0x03], ok: 0x90, reply: nothing, timeoutMs: 1_000, answerBytes: 11 },
  setBaudRate9600: { code: [0x60, 0x04], ok: 0x90, reply: nothing, timeoutMs: 1_000, answerBytes: 11 },
  setMaxRfBytes: { code: [0x61, 0xff], ok: 0x90, reply: nothing, timeoutMs: 1_000, answerBytes: 11 },
} as const satisfies Record<string, SamCommand>

export type SamCommandName = keyof typeof samCommands

/** Names of the parts that a command's successful answer has. */
export type PartOf<Name extends SamCommandName> =
  (typeof samCommands)[Name]['reply'] extends ReplyLayout<infer Part> ? Part : never

/** Line speeds that a module can be set to, fastest first, in bits per second. */
export const samBaudRates = [115_200, 57_600, 38_400, 19_200, 9_600] as const
