import { weekdayOf } from '../calendar/instants'
import type { Directory, RoleId } from '../company'
import { personById } from './lookup'
import { leaveOn } from './leave'

/** The person on duty for a role on a date (YYYY-MM-DD): the first line of the rota that fits and whose person is at work. */
export const onDuty = (directory: Directory, role: RoleId, date: string): string | undefined => {
  const weekday = weekdayOf(date)
  return directory.company.rota?.find(
    (duty) =>
      duty.role === role &&
      (duty.weekdays === undefined || duty.weekdays.includes(weekday)) &&
      (duty.from === undefined || duty.from <= date) &&
      (duty.to === undefined || date <= duty.to) &&
      personById(directory, duty.personId) !== undefined &&
      !leaveOn(personById(directory, duty.personId), date),
  )?.personId
}
