/** The company's working time, as the rules use it. Instants are ISO strings with offset, dates YYYY-MM-DD. */
export interface WorkClock {
  /** The plain date of an instant in the company's zone. */
  dateOf(instant: string): string
  /** "11月24日 周二 15:30", for people. */
  human(instant: string): string
  humanDate(date: string): string
  /** A moment to come, for people: as `human`, and where the holidays of that year are not published yet, it says so. */
  humanDue(instant: string): string
  /** The sentence that marks a date or instant of a year whose holidays are not published; "" for all others. */
  unsure(dateOrInstant: string): string
  /** When something handed in then counts as received: the moment itself; where the company has a cut-off time, the opening of the next workday for what comes at or after it or on a day off. */
  received(instant: string): string
  /** Adds working time from the minute of an instant on: "30m", "4h" within opening hours, "2d" whole workdays. */
  add(instant: string, duration: string): string
  /** The instant itself when messages may go out then, else the next opening: no night, no day off. */
  nextSend(instant: string): string
  isWorkday(date: string): boolean
  /** N workdays after (or before, when negative) a date. */
  addWorkdays(date: string, n: number): string
  addDays(date: string, n: number): string
  /** Local time on a date as an instant. */
  at(date: string, time: string): string
  /** Start of business of a date. */
  opening(date: string): string
  /** End of business of a date. */
  closing(date: string): string
  /** Whole minutes of working time between two instants; 0 when the second is not later. */
  workedMinutes(from: string, to: string): number
  /** Whole minutes between two instants. */
  minutesBetween(from: string, to: string): number
}
