import { fill, h, icon } from './dom.js'

const place = () => document.getElementById('toasts')

/** Shows a short message for a few seconds; errors stay longer and can be closed. */
export function toast(text, kind = 'info') {
  const close = () => box.remove()
  const box = h(
    'div',
    { class: `toast ${kind}`, role: kind === 'error' ? 'alert' : undefined },
    h('span', { class: 'toast-icon' }, icon(kind === 'error' ? 'warn' : 'check')),
    h('span', {}, text),
    h('button', { class: 'icon-button', type: 'button', 'aria-label': '关闭提示', onclick: close }, icon('close')),
  )
  const shown = [...place().children].slice(-2)
  fill(place(), ...shown, box)
  setTimeout(close, kind === 'error' ? 9000 : 3500)
}

/** Runs something that may fail; a failure is told and gives undefined. */
export async function told(work) {
  try {
    return await work()
  } catch (error) {
    toast(error?.message ?? '没有成功，请再试一次', 'error')
    return undefined
  }
}
