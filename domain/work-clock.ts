/** The company's working time, as the rules use it. Instants are ISO strings with offset, dates YYYY-MM-DD. */
export interface WorkClock {
  /** The plain date of an instant in the company's zone. */
  dateOf(instant: string): string
  /** "11月24日 周二 15:30", for people. */
  human(instant: string): string
  humanDate(date: string): string
  /** Adds working time: "30m", "4h" within opening hours, "2d" whole workdays. */
  add(instant: string, duration: string): string
  /** The instant itself when messages may go out then, else the next opening: no night, no day off. */
  nextSend(instant: string): string
  isWorkday(date: string): boolean
  /** N workdays after (or before, when negative) a date. */
  addWorkdays(date: string, n: number): string
  addDays(date: string, n: number): string
  /** Local time on a date as an instant. */
  at(date: string, time: string): string
  /** End of business of a date. */
  closing(date: string): string
  /** Whole minutes between two instants. */
  minutesBetween(from: string, to: string): number
}
