import { fill, h } from './dom.js'
import { avatar, BOT, chatOf, membersOf, rolesOf, speaker } from './people.js'
import { state } from './store.js'

/** The list that opens while somebody types "@": arrows choose, Enter or Tab takes, Escape closes. */
export function mentionPicker(box, list) {
  let found = []
  let chosen = 0
  let start = -1

  const close = () => {
    start = -1
    list.hidden = true
    box.setAttribute('aria-expanded', 'false')
    box.removeAttribute('aria-activedescendant')
  }

  const draw = () => {
    fill(
      list,
      found.map((p, i) =>
        h(
          'li',
          {
            id: `mention-${i}`,
            role: 'option',
            'aria-selected': String(i === chosen),
            class: i === chosen ? 'chosen' : '',
            onmousedown: (event) => (event.preventDefault(), take(p)),
          },
          avatar(p.id),
          h('span', {}, p.name),
          h('small', {}, rolesOf(p)),
        ),
      ),
    )
    list.hidden = false
    box.setAttribute('aria-expanded', 'true')
    box.setAttribute('aria-activedescendant', `mention-${chosen}`)
    list.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }

  const take = (person) => {
    const before = box.value.slice(0, start)
    const after = box.value.slice(box.selectionStart)
    box.value = `${before}@${person.name} ${after}`
    box.setSelectionRange(before.length + person.name.length + 2, before.length + person.name.length + 2)
    close()
    box.focus()
    box.dispatchEvent(new Event('input'))
  }

  const look = () => {
    const upTo = box.value.slice(0, box.selectionStart)
    start = upTo.lastIndexOf('@')
    const typed = start < 0 ? '' : upTo.slice(start + 1)
    if (start < 0 || typed.length > 12 || /\s/.test(typed)) return close()
    found = [BOT, ...membersOf(chatOf(state.chatId)).filter((p) => p.id !== speaker()?.id)].filter((p) => p.name.includes(typed))
    chosen = 0
    if (found.length === 0) close()
    else draw()
  }

  const move = (by) => {
    chosen = (chosen + by + found.length) % found.length
    draw()
  }

  return {
    look,
    close,
    /** True when the key was for the list. */
    key(event) {
      if (list.hidden) return false
      if (event.key === 'ArrowDown') move(1)
      else if (event.key === 'ArrowUp') move(-1)
      else if (event.key === 'Enter' || event.key === 'Tab') take(found[chosen])
      else if (event.key === 'Escape') close()
      else return false
      event.preventDefault()
      return true
    },
  }
}

/** Who is mentioned in a text: longer names first, so that @王小明 is not taken for @王小. */
export function mentionsIn(text, chat) {
  let rest = text
  const ids = []
  // Chromium 109, the last one on Windows 7, has no toSorted yet.
  // oxlint-disable-next-line unicorn/no-array-sort
  for (const p of [BOT, ...membersOf(chat)].sort((a, b) => b.name.length - a.name.length)) {
    if (!rest.includes(`@${p.name}`)) continue
    ids.push(p.id)
    rest = rest.replaceAll(`@${p.name}`, ' ')
  }
  return ids
}
