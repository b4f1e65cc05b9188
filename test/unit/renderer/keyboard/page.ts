import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { type Component, defineComponent, h, ref, type VNode } from 'vue'
import { type FieldId, fields, type KeyboardLayout } from '../../../../sync-server/contract/field.ts'
import type { Suggest } from '../../../../renderer/kiosk/keyboard/useCandidates.ts'
import ScreenKeyboard from '../../../../renderer/kiosk/keyboard/ScreenKeyboard.vue'
import TextEntry from '../../../../renderer/form/TextEntry.vue'

const pages: VueWrapper[] = []
/** Mounts a page in the document, where it can have the focus. */
function inDocument(Page: Component): VueWrapper {
  const wrapper = mount(Page, { attachTo: document.body })
  pages.push(wrapper)
  return wrapper
}
/** Takes every page away again. */
export function takePagesAway(): void {
  for (const page of pages.splice(0)) page.unmount()
}

export const noCandidates: Suggest = async () => []

/** A page with the terminal's own fields and the keyboard below them. */
export async function formPage(asked: readonly FieldId[], suggest: Suggest = noCandidates) {
  const values = ref<Partial<Record<FieldId, string>>>({})
  const entry = (field: FieldId): VNode =>
    h(TextEntry, {
      key: field,
      asked: { field, label: fields[field].label, placeholder: '' },
      value: values.value[field] ?? '',
      complaint: undefined,
      onType: (value: string) => (values.value = { ...values.value, [field]: value }),
    })
  const Page = defineComponent(() => () => h('form', [...asked.map(entry), h(ScreenKeyboard, { suggest })]))
  const wrapper = inDocument(Page)
  const inputs = wrapper.findAll('input').map(({ element }) => element)
  inputs[0]?.focus()
  await flushPromises()
  return { wrapper, inputs, valueOf: (field: FieldId): string => values.value[field] ?? '' }
}

/** A page with one plain field. */
export async function plainPage(layout: KeyboardLayout, attributes: object = {}, suggest: Suggest = noCandidates) {
  const typed: string[] = []
  const Page = defineComponent(
    () => () =>
      h('form', [
        h('input', {
          'data-keyboard': layout,
          onInput: (event: Event) => typed.push((event.target as HTMLInputElement).value),
          ...attributes,
        }),
        h(ScreenKeyboard, { suggest }),
      ]),
  )
  const wrapper = inDocument(Page)
  const input = wrapper.get('input').element
  input.focus()
  await flushPromises()
  return { wrapper, input, typed }
}

export const namesOfKeys = (wrapper: VueWrapper): string[] =>
  wrapper.findAll('section button').map((each) => each.attributes('aria-label') ?? '')

/** Presses the key with this name, as a finger does. */
export async function press(wrapper: VueWrapper, name: string): Promise<void> {
  const key = wrapper.findAll('section button').find((each) => each.attributes('aria-label') === name)
  if (!key) throw new Error(`there is no key ${name}`)
  await key.trigger('pointerdown', { button: 0 })
  await key.trigger('pointerup', { button: 0 })
  await key.trigger('click')
  await flushPromises()
}
