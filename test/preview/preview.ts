import { createPinia } from 'pinia'
import { createApp, nextTick } from 'vue'
import type { CallResult, KioskBridge } from '../../electron/bridge/calls.ts'
import App from '../../renderer/kiosk/App.vue'
import { type BeginCapture, captureKey } from '../../renderer/shared/face-capture.ts'
import { makeRouter } from '../../renderer/kiosk/router.ts'
import { engine, goodQuality } from '../fixtures/face-evidence.ts'
import { drawnStill } from './portraits.ts'
import type { Scene } from './scene-parts.ts'
import { scenes } from './scenes.ts'

const [name = '', type] = location.hash.slice(1).split('/')
const scene: Scene = scenes[name] ?? scenes['home-empty']!

const answerOf = async (call: string): Promise<CallResult> => {
  if (call === 'answer') return { view: scene.then ?? scene.view }
  if (call === 'view' || call === 'activity' || call === 'refreshAccount') return { view: scene.view }
  if (scene.hangs) return new Promise(() => undefined)
  return scene.failure ? { failure: scene.failure } : { view: scene.view }
}
const bridge: KioskBridge = { call: answerOf, onView: () => () => undefined, suggest: async () => [] }
Object.defineProperty(window, 'kiosk', { value: bridge })

const quality = { ...goodQuality, ok: true, reasons: [] }
const liveness = { verdict: 'live', method: 'active', challenges: [], because: 'preview' } as const

const capture: BeginCapture = (_video, { onEvent }) => {
  const match = { decision: 'match', score: 0.4, engine } as const
  if (scene.capture === 'running') {
    setTimeout(() => {
      onEvent({ kind: 'progress', passed: 1, of: 2 })
      onEvent({ kind: 'challenge', challenge: 'turnLeft' })
      onEvent({ kind: 'hint', text: '请靠近一些' })
    })
  }
  const never = new Promise<never>(() => undefined)
  const outcome = {
    starting: () => never,
    running: () => never,
    captured: async () =>
      ({ kind: 'captured', jpeg: await drawnStill(), quality, liveness, match, camera: 'preview' }) as const,
    unclear: async () => ({ kind: 'not-captured', because: 'no-good-frame' }) as const,
    unavailable: async () => ({ kind: 'unavailable', reason: 'no-camera' }) as const,
  }
  return { outcome: outcome[scene.capture ?? 'starting'](), stop: () => undefined }
}

const until = async (find: () => HTMLElement | undefined): Promise<HTMLElement> => {
  for (;;) {
    const found = find()
    if (found) return found
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}
/** A name as people read it: the star of a required field and the lines under a tile's title are no part of it. */
const nameOf = (e: HTMLElement): string => (e.querySelector('.title, b') ?? e).textContent.replace(/\s*\*$/, '').trim()
const named = (text: string) => () =>
  [...document.querySelectorAll<HTMLElement>('button, label')].find((e) => nameOf(e) === text)
const fieldOf = (text: string) => () => {
  const label = named(text)() as HTMLLabelElement | undefined
  return (label?.control as HTMLElement | null) ?? undefined
}

async function act(): Promise<void> {
  for (const [label, value] of Object.entries(scene.type ?? {})) {
    const field = (await until(fieldOf(label))) as HTMLInputElement
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await nextTick()
  }
  if (type === 'large') (await until(named('大字版'))).click()
  for (const text of scene.press ?? []) {
    const drawn = new Promise((resolve) => requestIdleCallback(resolve))
    ;(await until(named(text))).click()
    await drawn
  }
  await new Promise((resolve) => requestIdleCallback(resolve))
}

document.documentElement.dataset['scenes'] = Object.keys(scenes)
  .map((each) => `${scenes[each]!.view.mode}:${each}`)
  .join(' ')
if (name !== '') {
  createApp(App).use(createPinia()).use(makeRouter()).provide(captureKey, capture).mount('#app')
  await until(() => document.querySelector<HTMLElement>(':not(.starting) > h1') ?? undefined)
  await act()
  await document.fonts.ready
  document.documentElement.dataset['ready'] = ''
}
