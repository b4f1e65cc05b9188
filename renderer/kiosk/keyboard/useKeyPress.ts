import { onScopeDispose, ref } from 'vue'

const REPEAT_AFTER_MS = 450
const REPEAT_EVERY_MS = 80

/**
 * A key under a finger: acts when it is touched, not when it is let go, shows at once that it is pressed, and goes on
 * acting while it is held if it may. A press without a pointer (an assistive tool) acts as well.
 */
export function useKeyPress(act: () => void, mayRepeat: () => boolean) {
  const isPressed = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let wasTouched = false

  function repeat(): void {
    act()
    timer = setTimeout(repeat, REPEAT_EVERY_MS)
  }
  function release(): void {
    clearTimeout(timer)
    isPressed.value = false
  }
  function press(event: PointerEvent): void {
    if (event.button !== 0) return
    wasTouched = true
    isPressed.value = true
    act()
    clearTimeout(timer)
    if (mayRepeat()) timer = setTimeout(repeat, REPEAT_AFTER_MS)
  }
  function click(): void {
    if (!wasTouched) act()
    wasTouched = false
  }
  onScopeDispose(release)
  return { isPressed, press, release, click }
}
