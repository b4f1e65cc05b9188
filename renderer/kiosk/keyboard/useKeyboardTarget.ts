import { nextTick, onMounted, onScopeDispose, type ShallowRef, shallowRef } from 'vue'
import type { KeyboardLayout } from '../../../sync-server/contract/field.ts'
import type { TextField } from './field-typing.ts'

/** The field that the keyboard types into, and the layout that it asks for. */
export interface KeyboardTarget {
  readonly field: TextField
  readonly layout: KeyboardLayout
}

const layouts: readonly KeyboardLayout[] = ['digits', 'id-number', 'letters', 'email', 'pinyin']
const asking = '[data-keyboard]'

function targetOf(element: EventTarget | null): KeyboardTarget | undefined {
  const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
  if (!isField || element.readOnly || element.disabled) return undefined
  const layout = layouts.find((each) => each === element.dataset['keyboard'])
  return layout && { field: element, layout }
}

/** The field below that asks for the keyboard too. */
function fieldAfter(field: TextField): HTMLElement | undefined {
  const all = [...(field.form ?? document).querySelectorAll<HTMLElement>(asking)]
  return all.slice(all.indexOf(field) + 1).find((each) => targetOf(each))
}

/** Calls back whenever the focus may have moved or a field may have gone; from the moment the component is mounted. */
function watchPage(focused: (element: EventTarget | null) => void, changed: () => void): void {
  const onFocus = (event: FocusEvent): void => focused(event.target)
  const watcher = new MutationObserver(changed)
  onMounted(() => {
    document.addEventListener('focusin', onFocus)
    watcher.observe(document.body, { childList: true, subtree: true, attributeFilter: ['readonly', 'disabled'] })
    focused(document.activeElement)
  })
  onScopeDispose(() => {
    document.removeEventListener('focusin', onFocus)
    watcher.disconnect()
  })
}

/**
 * Follows the focus: the last field that said with `data-keyboard` which layout it needs stays the target until another
 * takes its place or it goes. It is scrolled into view above the keyboard, and gets the focus back when a key is pressed.
 */
export function useKeyboardTarget() {
  const target: ShallowRef<KeyboardTarget | undefined> = shallowRef()

  function reveal(): void {
    void nextTick(() => target.value?.field.scrollIntoView({ block: 'center', behavior: 'auto' }))
  }
  function follow(element: EventTarget | null): void {
    const next = targetOf(element)
    if (!next || next.field === target.value?.field) return
    target.value = next
    reveal()
  }
  /** A field that is gone, or no longer takes text, is no target. */
  function look(): void {
    const field = target.value?.field
    if (field && (!field.isConnected || !targetOf(field))) target.value = targetOf(document.activeElement)
  }
  /** Lets something be done with the field, which has the focus then. */
  function withField(act: (field: TextField) => void): void {
    look()
    const field = target.value?.field
    if (!field) return
    if (document.activeElement !== field) field.focus({ preventScroll: true })
    act(field)
  }
  watchPage(follow, look)

  return { target, reveal, withField, next: () => withField((field) => fieldAfter(field)?.focus()) }
}
