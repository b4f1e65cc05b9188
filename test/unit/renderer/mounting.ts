import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import type { Component } from 'vue'
import type { InputOf, StepKindName } from '../../../sync-server/contract/flow/step-kinds.ts'
import { stepKinds } from '../../../sync-server/contract/flow/step-kinds.ts'
import { limits, rules } from '../../fixtures/face-evidence.ts'
import { type BeginCapture, captureKey } from '../../../renderer/shared/face-capture.ts'

/** A document of nobody: an area that was never assigned. */
export const document = {
  type: 'resident-id-card',
  fullName: '欧阳若溪',
  sex: 'female',
  ethnicGroup: '汉',
  birthDate: '1990-03-07',
  registeredAddress: '测试省示例市样本区',
  documentNumber: '119999199003079961',
  issuingAuthority: '示例市公安局样本分局',
  validFrom: '2016-01-05',
  validUntil: 'long-term',
} as const
export const read = { document, faults: [], hasDecodablePhoto: false }
const pixels = { width: 1, height: 1, rgba: new Uint8Array(4) }

/** An input of every kind of step, as the session would give it. */
export const inputs: { readonly [K in StepKindName]: InputOf<K> } = {
  'find-account': { isOnline: true },
  'open-account': { isOnline: true },
  consent: {
    textId: 'face',
    version: '2026-11',
    title: '人脸信息单独同意书',
    paragraphs: ['您可以不同意。'],
    isRefusable: true,
  },
  'read-card': { read },
  'capture-face': {
    nonce: 'n',
    challenges: ['blink'],
    chipPhoto: pixels,
    rules,
    limits,
    triesLeft: 3,
  },
  'compare-by-eye': { reason: 'face-consent-declined', read },
  'approve-exception': { reason: 'camera-unavailable', clerkName: '王静', read },
  sign: {},
  review: {
    maskedName: '***溪',
    documentType: '居民身份证',
    maskedNumber: '1199************61',
    validUntil: 'long-term',
    account: '100****0018',
    holderCheck: 'face',
    source: 'chip',
  },
  attest: { staffName: '王静', items: ['identity-consent'] },
}

export const noCapture: BeginCapture = () => ({
  outcome: new Promise(() => undefined),
  stop: () => undefined,
})

interface More {
  readonly [prop: string]: unknown
}

/** Mounts a step's view with an input of its kind; whatever `more` names takes the place of the usual. */
export async function mountStep(
  view: Component,
  kind: StepKindName,
  more: More = {},
  capture = noCapture,
): Promise<VueWrapper> {
  const { title, turn } = stepKinds[kind]
  const props = { input: inputs[kind], title, turn, reader: { kind: 'ready' }, isBusy: false, ...more }
  const wrapper = mount(view, {
    props,
    attachTo: globalThis.document.body,
    global: { plugins: [ElementPlus], provide: { [captureKey as symbol]: capture } },
  })
  await flushPromises()
  return wrapper
}

/** happy-dom draws nothing; a pen that swallows every stroke is enough for what the views do. */
export function giveCanvasAPen(): void {
  const pen = new Proxy(
    {},
    {
      get: (_target, name) =>
        name === 'createImageData' ? () => ({ data: new Uint8ClampedArray(4) }) : () => undefined,
      set: () => true,
    },
  )
  HTMLCanvasElement.prototype.getContext = (() => pen) as never
}

/** The button with this name; there must be one. */
export function button(wrapper: VueWrapper, name: string) {
  const found = wrapper.findAll('button').find((each) => each.text() === name)
  if (!found) throw new Error(`there is no button ${name}`)
  return found
}

/** The field under this label. */
export function field(wrapper: VueWrapper, label: string) {
  const id = wrapper
    .findAll('label')
    .find((each) => each.text() === label && each.attributes('for'))
    ?.attributes('for')
  return wrapper.get<HTMLInputElement>(`#${id}`)
}

/** What a view has answered so far. */
export const answersOf = (wrapper: VueWrapper): unknown[] => (wrapper.emitted('answer') ?? []).map(([answer]) => answer)
