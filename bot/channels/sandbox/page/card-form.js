import { h, icon } from './dom.js'
import { sizeText } from './words.js'
import { toast } from './toast.js'

/** The inputs of a card. What was filled in is kept while cards are drawn anew. */

const MAX_FILE_BYTES = 20_000_000

/** message id -> input id -> { value, fileName? } */
const filled = new Map()

export const forget = (messageId) => filled.delete(messageId)

/** What is filled in, as the API takes it. */
export const valuesOf = (message) =>
  Object.fromEntries(
    [...(filled.get(message.id) ?? [])].filter(([, entry]) => entry.value !== '').map(([id, entry]) => [id, entry.value]),
  )

export const missingIn = (message) => message.card.inputs.filter((i) => i.required && !valuesOf(message)[i.id])

export function cardForm(message) {
  const { inputs } = message.card
  if (inputs.length === 0) return undefined
  return h(
    'div',
    { class: 'card-form' },
    inputs.map((input) => field(message, input)),
  )
}

function field(message, input) {
  const id = `i-${message.id}-${input.id}`
  const kept = filled.get(message.id)?.get(input.id)
  const keep = (value, fileName) => {
    if (!filled.has(message.id)) filled.set(message.id, new Map())
    filled.get(message.id).set(input.id, { value, fileName })
    document.getElementById(`${id}-box`)?.classList.remove('missing')
  }
  const label = [input.label, input.required && h('span', { class: 'required', title: '必填' }, ' *')]
  const wide = ['file', 'text'].includes(input.type) || (input.choices?.length ?? 0) > 2
  const box = (tag, ...content) => h(tag, { class: `field${wide ? ' wide' : ''}`, id: `${id}-box` }, content)
  if (input.type === 'choice' && (input.choices?.length ?? 0) <= 5)
    return box('fieldset', h('legend', {}, label), choices(input, id, kept, keep))
  return box('div', h('label', { for: id }, label), control(input, id, kept, keep))
}

const choices = (input, id, kept, keep) =>
  h(
    'div',
    { class: 'choices' },
    (input.choices ?? []).map((choice) =>
      h(
        'label',
        { class: 'choice' },
        h('input', {
          type: 'radio',
          name: id,
          value: choice.id,
          checked: kept?.value === choice.id,
          onchange: () => keep(choice.id),
        }),
        h('span', {}, choice.label),
      ),
    ),
  )

function control(input, id, kept, keep) {
  const common = { id, required: input.required, oninput: (event) => keep(event.target.value) }
  switch (input.type) {
    case 'choice':
      return h(
        'select',
        { ...common, onchange: common.oninput },
        h('option', { value: '' }, '请选择'),
        (input.choices ?? []).map((c) => h('option', { value: c.id, selected: kept?.value === c.id }, c.label)),
      )
    case 'date':
      return h('input', { ...common, type: 'date', value: kept?.value ?? '' })
    case 'number':
      return h('input', {
        ...common,
        type: 'text',
        inputmode: 'decimal',
        value: kept?.value ?? '',
        autocomplete: 'off',
        placeholder: '数字',
      })
    case 'money':
      return h(
        'div',
        { class: 'money' },
        h('span', { 'aria-hidden': 'true' }, '¥'),
        h('input', {
          ...common,
          type: 'text',
          inputmode: 'decimal',
          value: kept?.value ?? '',
          autocomplete: 'off',
          placeholder: '0.00',
        }),
      )
    case 'file':
      return fileControl(input, id, kept, keep)
    default:
      return h('input', { ...common, type: 'text', maxlength: 2000, value: kept?.value ?? '', autocomplete: 'off' })
  }
}

function fileControl(input, id, kept, keep) {
  const name = h('span', { class: 'file-name' }, kept?.fileName ?? '还没有选文件')
  const choose = async (event) => {
    const file = event.target.files?.[0]
    if (!file) return
    if (file.size > MAX_FILE_BYTES) return toast('文件超过 20 MB，请压缩后再发', 'error')
    name.textContent = '正在读取…'
    const shown = `${file.name}（${sizeText(file.size)}）`
    keep(await dataUrl(file), shown)
    name.textContent = shown
  }
  return h(
    'div',
    { class: 'file-control' },
    h('label', { class: 'button small', for: id }, icon('attach'), '选文件'),
    h('input', { id, class: 'visually-hidden', type: 'file', 'aria-label': input.label, onchange: choose }),
    name,
  )
}

export const dataUrl = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(reader.result))
    reader.addEventListener('error', () => reject(reader.error))
    reader.readAsDataURL(file)
  })

/** Marks what is missing and puts the cursor into the first of it. */
export function pointOut(message, inputs) {
  for (const input of inputs) document.getElementById(`i-${message.id}-${input.id}-box`)?.classList.add('missing')
  const first = document.getElementById(`i-${message.id}-${inputs[0].id}-box`)
  first?.querySelector('input, select')?.focus()
}
