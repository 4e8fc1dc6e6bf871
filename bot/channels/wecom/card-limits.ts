/** Counts are characters as the client shows them unless the name says bytes. */
export interface CardLimits {
  title: number
  desc: number
  source: number
  subTitle: number
  fields: number
  fieldName: number
  fieldValue: number
  buttons: number
  button: number
  selects: number
  selectTitle: number
  options: number
  option: number
  ticks: number
  tick: number
  keyBytes: number
  optionIdBytes: number
  taskIdBytes: number
}

/** Cards of the AI bot. Source: the page on template cards of the AI bot. */
export const BOT_CARD: CardLimits = {
  title: 26,
  desc: 30,
  source: 13,
  subTitle: 112,
  fields: 6,
  fieldName: 5,
  fieldValue: 26,
  buttons: 6,
  button: 10,
  selects: 3,
  selectTitle: 13,
  options: 10,
  option: 10,
  ticks: 20,
  tick: 11,
  keyBytes: 1024,
  optionIdBytes: 128,
  taskIdBytes: 128,
}

/** Cards of a self-built app are a little wider. Source: the page on application messages. */
export const APP_CARD: CardLimits = {
  ...BOT_CARD,
  title: 36,
  desc: 44,
  source: 20,
  subTitle: 160,
  fieldValue: 30,
  option: 16,
}

/** Bytes of UTF-8 in one message. The bot takes 20480, and some relays fail above 15360; the app 2048, of which a reference takes a few. */
export const TEXT_BYTES = { bot: 15_000, app: 2030, robot: 2048, robotMarkdown: 4096 } as const

/** More parts than this are handed over as a file instead. */
export const MOST_TEXT_PARTS = 4

/** Bytes of one file by mode. */
export const FILE_BYTES = { file: 20_000_000, image: 10_000_000, video: 10_000_000, voice: 2_000_000 } as const
