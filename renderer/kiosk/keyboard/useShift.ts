import { computed, ref } from 'vue'

const next = { off: 'once', once: 'locked', locked: 'off' } as const

/** Capitals for the next letter, or for all letters after a second press. */
export function useShift() {
  const state = ref<keyof typeof next>('off')
  return {
    isOn: computed(() => state.value !== 'off'),
    isLocked: computed(() => state.value === 'locked'),
    press: (): void => void (state.value = next[state.value]),
    release: (): void => void (state.value = 'off'),
    /** A letter was typed. */
    used: (): void => {
      if (state.value === 'once') state.value = 'off'
    },
    cased: (text: string): string => (state.value === 'off' ? text : text.toUpperCase()),
  }
}
