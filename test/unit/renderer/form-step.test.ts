// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { Value } from 'typebox/value'
import { describe, expect, test, vi } from 'vitest'
import { type FailureCode, failures } from '../../../sync-server/contract/failure.ts'
import { type FieldId, type FieldRow, fields } from '../../../sync-server/contract/field.ts'
import { fieldsOfFailure } from '../../../sync-server/contract/form-rules.ts'
import { onlineStepKinds, type OnlineStepKind } from '../../../sync-server/contract/flow/index.ts'
import type { FormKind } from '../../../renderer/form/form-kind.ts'
import {
  captcha,
  comesBack,
  complaint,
  entry,
  fieldsOf,
  fill,
  formKinds,
  mountForm,
  NOW,
  passed,
  right,
  sentCode,
  standStill,
  submitForm,
} from './form-mounting.ts'
import { answersOf, button } from './mounting.ts'

let wrapper: VueWrapper
standStill(() => wrapper)
const submit = (): Promise<void> => submitForm(wrapper)
const submitted = (): Record<string, unknown> => answersOf(wrapper).at(-1) as Record<string, unknown>

describe.each(formKinds)('%s', (kind) => {
  const row: OnlineStepKind = onlineStepKinds[kind]
  const ready = row.code ? { captcha: passed, code: sentCode(NOW) } : { captcha }

  test('has its title, its fields with the row’s labels in order, and its primary button', async () => {
    wrapper = await mountForm(kind, ready)
    expect(wrapper.findAll('h1').map((each) => each.text())).toEqual([row.title])
    const labels = wrapper.findAll('label:not(.option)').map((each) => each.text().replace(/\s*\*$/, ''))
    expect(labels).toEqual(row.fields.map(({ label }) => label))
    expect(button(wrapper, row.submit).classes()).toContain('primary')
  })

  test('sends what its row’s schema takes, once every field is right', async () => {
    wrapper = await mountForm(kind, ready)
    for (const field of fieldsOf(kind)) {
      if (!entry(wrapper, field).element.readOnly) await fill(wrapper, field)
    }
    await submit()
    expect(Value.Check(row.output, submitted())).toBe(true)
    expect(submitted()['act']).toBe('submit')
    for (const field of fieldsOf(kind)) if (field !== 'captcha') expect(submitted()[field]).toBe(right[field])
  })

  test('sends nothing while anything is empty, and says so beside each such field', async () => {
    wrapper = await mountForm(kind, { captcha, ...(row.code ? { code: sentCode(NOW) } : {}) })
    await submit()
    expect(answersOf(wrapper)).toEqual([])
    const isPicked = (field: FieldId): boolean => (fields[field] as FieldRow).options !== undefined
    const asked = fieldsOf(kind).filter((field) => !(row.code && field === 'captcha') && !isPicked(field))
    for (const field of asked) {
      expect(complaint(wrapper, field), field).not.toBe('')
      expect(entry(wrapper, field).attributes('aria-invalid')).toBe('true')
    }
    expect(document.activeElement?.id).toBe(entry(wrapper, asked[0]!).element.id)
  })
})

const formWith = (field: FieldId): FormKind | undefined => formKinds.find((kind) => fieldsOf(kind).includes(field))
const placed = (Object.entries(fieldsOfFailure) as [FailureCode, readonly FieldId[]][]).flatMap(([code, ids]) =>
  ids.flatMap((field) => {
    const kind = formWith(field)
    return kind && !ids.slice(0, ids.indexOf(field)).some((id) => fieldsOf(kind).includes(id))
      ? [{ code, kind, field }]
      : []
  }),
)

test('every failure that names a field has a form with that field', () => {
  expect([...new Set(placed.map(({ code }) => code))].sort()).toEqual(Object.keys(fieldsOfFailure).sort())
})

test.each(placed)('$code is told beside $field in $kind and takes the focus there', async ({ code, kind, field }) => {
  wrapper = await mountForm(kind, {
    captcha,
    ...((onlineStepKinds[kind] as OnlineStepKind).code ? { code: sentCode(NOW) } : {}),
  })
  for (const each of fieldsOf(kind)) await fill(wrapper, each)
  await submit()
  await comesBack(wrapper, { failure: { code } })
  expect(complaint(wrapper, field)).toContain(failures[code].title)
  expect(complaint(wrapper, field)).toContain(failures[code].action)
  expect(wrapper.get(`#${entry(wrapper, field).element.id}-complaint`).attributes('role')).toBe('alert')
  expect(document.activeElement?.id).toBe(entry(wrapper, field).element.id)
})

test('a failure that names no field is told above the form, and what was typed stays', async () => {
  wrapper = await mountForm('real-name')
  await fill(wrapper, 'fullName')
  await fill(wrapper, 'documentNumber')
  await submit()
  await comesBack(wrapper, { failure: { code: 'identity.mismatch' } })
  expect(wrapper.get('.failure[role=alert]').text()).toContain(failures['identity.mismatch'].title)
  expect(entry(wrapper, 'fullName').element.value).toBe(right.fullName)
  expect(entry(wrapper, 'documentNumber').element.value).toBe('119999 19900307 9961')
})

test('a document that another account holds leads to 换绑 or 人工申诉', async () => {
  wrapper = await mountForm('real-name', {}, { failure: { code: 'document.bound-elsewhere' } })
  expect(wrapper.get('[role=alert]').text()).toMatch(/换绑：.*人工申诉：.*400-056-0066/)
})

test('暂不认证 is an answer of its own', async () => {
  wrapper = await mountForm('real-name')
  await button(wrapper, '暂不认证').trigger('click')
  expect(answersOf(wrapper)).toEqual([{ act: 'skip' }])
})

test('after too many tries the form counts down and sends nothing', async () => {
  wrapper = await mountForm('sign-in', { captcha })
  for (const field of fieldsOf('sign-in')) await fill(wrapper, field)
  await submit()
  await comesBack(wrapper, { failure: { code: 'sign-in.too-many-tries', retryAfterS: 30 } })
  expect(wrapper.get('[role=alert]').text()).toContain('30 秒后可以再试')
  await submit()
  expect(answersOf(wrapper)).toHaveLength(1)
  vi.advanceTimersByTime(30_250)
  await flushPromises()
  await submit()
  expect(answersOf(wrapper)).toHaveLength(2)
})

test('no second answer leaves while the first is worked on', async () => {
  wrapper = await mountForm('real-name', {}, { isBusy: true })
  await fill(wrapper, 'fullName')
  await fill(wrapper, 'documentNumber')
  await submit()
  expect(answersOf(wrapper)).toEqual([])
})
