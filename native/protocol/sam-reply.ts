import { DeviceError } from '../device-error.ts'
import { bodyOf, encodeSamFrame } from '../framing/sam-frame.ts'
import { cutReply, type ReplyParts } from './reply-layout.ts'
import { samCommands, type PartOf, type SamCommandName } from './sam-commands.ts'

/** SW1 and SW2 come from the card, SW3 from the module: only SW3 tells success. */
const STATUS_BYTES = 3

/** An answer that belongs to its command; `parts` only when it succeeded. `frame` is the answer as it came. */
export type SamReply<Name extends SamCommandName> =
  | { readonly isOk: true; readonly sw3: number; readonly parts: ReplyParts<PartOf<Name>>; readonly frame: Uint8Array }
  | { readonly isOk: false; readonly sw3: number; readonly frame: Uint8Array }

/** The whole request frame of a command. */
export function encodeRequest(name: SamCommandName, data: Uint8Array = new Uint8Array()): Uint8Array {
  return encodeSamFrame(new Uint8Array([...samCommands[name].code, ...data]))
}

/** Reads a whole answer frame as the answer to `name`; one that cannot be is `reader.protocol-error`. */
export function parseReply<Name extends SamCommandName>(name: Name, frame: Uint8Array): SamReply<Name> {
  const { ok, reply } = samCommands[name]
  const body = bodyOf(frame)
  const sw3 = body[STATUS_BYTES - 1]
  if (sw3 === undefined) throw new DeviceError('reader.protocol-error', { cause: new Error('answer without a status') })
  if (sw3 !== ok) return { isOk: false, sw3, frame }
  const parts = cutReply(reply, body.subarray(STATUS_BYTES))
  if (!parts) {
    const cause = new Error(`an answer of ${frame.length} bytes is none to ${name}`)
    throw new DeviceError('reader.protocol-error', { cause })
  }
  return { isOk: true, sw3, parts: parts as ReplyParts<PartOf<Name>>, frame }
}
