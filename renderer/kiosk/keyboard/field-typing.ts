/** A field that can be typed into. */
export type TextField = HTMLInputElement | HTMLTextAreaElement

/** Where the caret stands, or what is selected; at the end where a field does not tell. */
function selectionOf(field: TextField): { start: number; end: number } {
  const { selectionStart, selectionEnd, value } = field
  return { start: selectionStart ?? value.length, end: selectionEnd ?? value.length }
}

/** As much of the text as the field still takes; half of a character is not typed. */
function fitting(field: TextField, text: string): string {
  const { start, end } = selectionOf(field)
  const room = field.maxLength < 0 ? Infinity : field.maxLength - (field.value.length - (end - start))
  let fits = ''
  for (const character of text) {
    if (fits.length + character.length > room) break
    fits += character
  }
  return fits
}

/** Puts a text in the place of the selection and tells the page as a keyboard would: what listens to `input` follows. */
function replace(field: TextField, text: string, inputType: 'insertText' | 'deleteContentBackward'): void {
  const { start, end } = selectionOf(field)
  const told = { bubbles: true, composed: true, inputType, data: inputType === 'insertText' ? text : null }
  if (!field.dispatchEvent(new InputEvent('beforeinput', { ...told, cancelable: true }))) return
  field.setRangeText(text, start, end)
  field.setSelectionRange(start + text.length, start + text.length)
  field.dispatchEvent(new InputEvent('input', told))
}

/** Types a text at the caret, as far as the field takes it. */
export function typeText(field: TextField, text: string): void {
  const fits = fitting(field, text)
  if (fits !== '') replace(field, fits, 'insertText')
}

/** Deletes what is selected, or the whole character before the caret. */
export function deleteBackward(field: TextField): void {
  const before = field.value
  deleteOnce(field)
  // A blank that only groups digits has been put back; the digit before it is what was meant.
  if (field.value === before) deleteOnce(field)
}

function deleteOnce(field: TextField): void {
  const { start, end } = selectionOf(field)
  if (end === 0) return
  if (start === end) {
    const last = [...field.value.slice(0, start)].at(-1) ?? ''
    field.setSelectionRange(start - last.length, end)
  }
  replace(field, '', 'deleteContentBackward')
}

/** Empties the field. */
export function clearField(field: TextField): void {
  if (field.value === '') return
  field.setSelectionRange(0, field.value.length)
  replace(field, '', 'deleteContentBackward')
}

/** Ends an address with a domain, in the place of the one it has. */
export function endWith(field: TextField, domain: string): void {
  const at = field.value.indexOf('@')
  field.setSelectionRange(at < 0 ? field.value.length : at, field.value.length)
  typeText(field, domain)
}

/** Moves the caret by one character. */
export function moveCaret(field: TextField, direction: 'left' | 'right'): void {
  const { start, end } = selectionOf(field)
  const last = [...field.value.slice(0, start)].at(-1) ?? ''
  const [next = ''] = field.value.slice(end)
  const caret = direction === 'left' ? start - last.length : end + next.length
  field.setSelectionRange(caret, caret)
}
