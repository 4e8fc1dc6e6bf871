import { api } from './api.js'
import { fill, h, icon } from './dom.js'
import { refreshClock, setClock } from './session.js'
import { on, state } from './store.js'
import { dayText, isoToLocal, localToIso, momentText, nextWeekdayOpening, timeText } from './time.js'
import { toast, told } from './toast.js'

const POLL_MS = 30_000

const opening = () => state.clock.nextOpening ?? nextWeekdayOpening()

/** Top: the company's time, and ways to let it pass. */
export function startClock(place) {
  let busy = false
  let open = false

  const move = async (request, words) => {
    if (busy) return
    busy = true
    draw()
    try {
      const clock = await api.moveClock(request)
      setClock(clock)
      toast(`${words}，现在 ${dayText(clock.now)} ${timeText(clock.now)}`)
    } catch (error) {
      toast(error.message, 'error')
    } finally {
      busy = false
      open = false
      draw()
    }
  }

  const button = (words, request, done, title) =>
    h(
      'button',
      { class: 'button small', type: 'button', disabled: busy, title, onclick: () => void move(request(), done) },
      words,
    )

  const draw = () => {
    const { now, fixed } = state.clock
    if (!now) return fill(place)
    const typed = place.querySelector('#clock-to')?.value
    fill(
      place,
      h(
        'div',
        { class: 'clock-now' },
        icon('clock'),
        h('time', { datetime: now }, h('span', { class: 'clock-day' }, dayText(now)), h('strong', {}, timeText(now))),
        busy && h('span', { class: 'busy' }, '正在推进…'),
      ),
      fixed
        ? h('span', { class: 'quiet' }, '真实时间')
        : [
            h(
              'button',
              {
                class: 'button small phone-only',
                type: 'button',
                'aria-expanded': String(open),
                onclick: () => ((open = !open), draw()),
              },
              '往前拨',
            ),
            h(
              'div',
              { class: `clock-moves${open ? ' open' : ''}` },
              button('+1小时', () => ({ advance: 'PT1H' }), '过了1小时'),
              button('+1天', () => ({ advance: 'P1D' }), '过了1天'),
              button(
                `到下个工作日 ${state.world ? timeText(opening()).replace(/^0/, '') : '9:00'}`,
                () => ({ to: opening() }),
                '到上班时间了',
                `到${momentText(opening())}`,
              ),
              custom(typed),
            ),
          ],
    )
  }

  const custom = (typed) =>
    h(
      'form',
      {
        class: 'clock-custom',
        onsubmit: (event) => {
          event.preventDefault()
          const { value } = event.target.elements.namedItem('to')
          if (value) void move({ to: localToIso(value) }, '时间拨好了')
        },
      },
      h('input', {
        id: 'clock-to',
        name: 'to',
        type: 'datetime-local',
        'aria-label': '拨到哪一刻',
        required: true,
        min: isoToLocal(state.clock.now),
        value: typed ?? '',
      }),
      h('button', { class: 'button small', type: 'submit', disabled: busy }, '拨到'),
    )

  on('clock', () => {
    // Drawing anew would close the date picker under the hand.
    if (!place.contains(document.activeElement) || document.activeElement?.id !== 'clock-to') draw()
  })
  on('world', draw)
  setInterval(() => {
    if (state.world && !state.clock.fixed && !busy && document.visibilityState === 'visible') void told(refreshClock)
  }, POLL_MS)
}
