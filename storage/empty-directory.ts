import type { Directory } from '../domain/company'

/** A company before anybody has told us about it. */
export const EMPTY_DIRECTORY: Directory = {
  company: { name: '', timezone: 'Asia/Shanghai', flow: 'approval', workingHours: { start: '09:00', end: '18:00' } },
  people: [],
  chats: [],
  customers: [],
  products: [],
  shops: [],
}
