import { state } from './store.js'

/** Times as people say them, always in the company's zone. */

const zone = () => state.world?.company.timezone ?? 'Asia/Shanghai'

const formats = new Map()
function parts(iso, options) {
  const key = zone() + JSON.stringify(options)
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat('zh-CN', { timeZone: zone(), hourCycle: 'h23', ...options }))
  return Object.fromEntries(
    formats
      .get(key)
      .formatToParts(new Date(iso))
      .map((p) => [p.type, p.value]),
  )
}

const ALL = { year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit' }

/** 2024-11-25, in the company's zone. */
export function dayOf(iso) {
  const p = parts(iso, { year: 'numeric', month: '2-digit', day: '2-digit' })
  return `${p.year}-${p.month}-${p.day}`
}

/** 09:05 */
export function timeText(iso) {
  const p = parts(iso, ALL)
  return `${p.hour}:${p.minute}`
}

/** 11月25日 周一, with the year when it is another one than now. */
export function dayText(iso) {
  const p = parts(iso, ALL)
  const now = state.clock.now
  const year = now && parts(now, ALL).year !== p.year ? `${p.year}年` : ''
  return `${year}${p.month}月${p.day}日 ${p.weekday}`
}

const shiftDay = (day, by) => new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10)

/** 今天, 昨天, 明天 or the date. */
export function nearDay(iso) {
  const today = state.clock.now && dayOf(state.clock.now)
  const day = dayOf(iso)
  if (today === day) return '今天'
  if (today && shiftDay(today, -1) === day) return '昨天'
  if (today && shiftDay(today, 1) === day) return '明天'
  return dayText(iso)
}

/** 今天 09:05 */
export const momentText = (iso) => `${nearDay(iso)} ${timeText(iso)}`

/** A plain date 2024-12-03 as 12月3日 周二. */
export const dateText = (date) => (/^\d{4}-\d{2}-\d{2}$/.test(date) ? dayText(localToIso(`${date}T12:00`)) : date)

/** 5分钟, 3小时, 2天 */
export function spanText(fromIso, toIso) {
  const minutes = Math.max(0, Math.round((Date.parse(toIso) - Date.parse(fromIso)) / 60_000))
  if (minutes < 1) return '刚刚'
  if (minutes < 60) return `${minutes}分钟`
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}小时`
  return `${Math.floor(minutes / 1440)}天`
}

export const isPast = (iso) => state.clock.now !== undefined && Date.parse(iso) < Date.parse(state.clock.now)

/** 2024-11-25T09:05 on the company's wall, as a date input wants it. */
export const isoToLocal = (iso) => `${dayOf(iso)}T${timeText(iso)}`

/** The instant at which the company's wall clock shows this. */
export function localToIso(local) {
  const wanted = Date.parse(`${local}:00Z`)
  let instant = wanted
  // Twice, because the offset may differ on the two sides of a summer-time change.
  for (let i = 0; i < 2; i++) instant += wanted - Date.parse(`${isoToLocal(new Date(instant).toISOString())}:00Z`)
  return new Date(instant).toISOString()
}

/** The next opening by plain weekdays, for when the house does not tell the one of its calendar. */
export function nextWeekdayOpening() {
  let day = shiftDay(dayOf(state.clock.now), 1)
  while ([0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) day = shiftDay(day, 1)
  return localToIso(`${day}T${state.world?.company.workingHours.start ?? '09:00'}`)
}
