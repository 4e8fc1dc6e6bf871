/** Builds elements. Text always becomes text nodes, so nothing that people write is ever read as markup. */

/**
 * h('button', { class: 'x', onclick, 'aria-label': '…' }, '文字', child)
 * Properties that are undefined, null or false are left out; so are such children.
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (name === 'class') element.className = value
    else if (name === 'value' || name === 'checked' || name === 'selected') element[name] = value
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  add(element, children)
  return element
}

/** Replaces everything inside an element. */
export function fill(element, ...children) {
  element.replaceChildren()
  add(element, children)
}

function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === '') continue
    element.append(child)
  }
}

const SVG = 'http://www.w3.org/2000/svg'

const PATHS = {
  back: 'M15 5l-7 7 7 7',
  send: 'M4 12l16-8-5 17-4-7-7-2z',
  attach:
    'M20 11.5l-8 8a5 5 0 0 1-7-7l8.500-8.500a3.400 3.400 0 0 1 4.800 4.800L9.800 17.300a1.700 1.700 0 0 1-2.400-2.400l7.300-7.300',
  at: 'M16 8v5a2.500 2.500 0 0 0 5 0v-1a9 9 0 1 0-4 7.500M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0z',
  quote: 'M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6',
  close: 'M6 6l12 12M18 6L6 18',
  file: 'M7 3h7l5 5v13H7zM14 3v5h5',
  order: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  clock: 'M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M5.500 11h13v9h-13z',
  search: 'M20 20l-4.500-4.500M17 10.500a6.500 6.500 0 1 1-13 0 6.500 6.500 0 0 1 13 0z',
  group:
    'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20a6.500 6.500 0 0 1 13 0M16 4.500a3.500 3.500 0 0 1 0 6.500M18.500 14.500a6.500 6.500 0 0 1 3 5.500',
  bulb: 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3.500 11c.7.600 1 1.200 1 2h5c0-.8.300-1.400 1-2A6 6 0 0 0 12 3z',
  down: 'M6 9l6 6 6-6',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  warn: 'M12 4l9.500 16h-19zM12 10v4.500M12 17.500v.2',
}

/** A line icon; decoration only, the words stand beside it or in aria-label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', PATHS[name] ?? '')
  svg.append(path)
  return svg
}
