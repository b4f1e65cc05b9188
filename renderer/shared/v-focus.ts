import type { ObjectDirective } from 'vue'

/** Puts the focus where work begins on a screen that has just appeared: on the element, or the field inside it. */
export const vFocus: ObjectDirective<HTMLElement, boolean> = {
  mounted: (element, { value }) => {
    if (!value) return
    const field = element.matches('input, button') ? element : element.querySelector<HTMLElement>('input, button')
    field?.focus()
  },
}
