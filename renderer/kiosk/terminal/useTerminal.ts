import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { Destination } from '../../../sync-server/contract/flow/end-pages.ts'
import { useKiosk } from '../useKiosk.ts'
import { type Place, terminalPageOf } from './terminal-page.ts'

/** What the screen itself decides: between flows where the citizen stands, and how large the type is. A new visit begins anew. */
export const useTerminal = defineStore('terminal', () => {
  const kiosk = useKiosk()
  const place = ref<Place>('welcome')
  const isLargeType = ref(false)
  const page = computed(() => (kiosk.terminal ? terminalPageOf(kiosk.terminal, place.value) : undefined))

  watch(
    () => kiosk.terminal?.visit,
    () => {
      place.value = 'welcome'
      isLargeType.value = false
    },
  )
  watch(
    isLargeType,
    (isLarge) => {
      document.documentElement.dataset['type'] = isLarge ? 'large' : 'usual'
    },
    { immediate: true, flush: 'sync' },
  )

  const goTo = (next: Place): void => {
    place.value = next
  }
  const begin = async (flow: string): Promise<void> => kiosk.call('begin', { flow })

  /** Leaves the open flow or its last page for where a button leads. */
  async function open(destination: Destination): Promise<void> {
    if (kiosk.terminal?.wish) await kiosk.call('closeService', {})
    goTo(destination === 'account' ? 'account' : 'welcome')
    await kiosk.call('closeFlow', {})
    if (destination === 'sign-in') await begin('sign-in')
  }

  /** Closes the last page of a way up: the service that it was for is next. */
  const goOn = (): Promise<void> => kiosk.call('closeFlow', {})

  return { place, isLargeType, page, goTo, begin, open, goOn }
})
