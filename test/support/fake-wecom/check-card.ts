type Json = Record<string, unknown>

const chars = (value: unknown): number => [...String(value ?? '')].length
const bytes = (value: unknown): number => Buffer.byteLength(String(value ?? ''))
const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})

export interface CardVerdict {
  /** Error code of the platform, 0 when the card is taken. */
  code: number
  /** Limits of the page that the card goes beyond, even where clients only draw it badly. */
  violations: string[]
}

/** Checks a template card as the pages describe it; `app` cards are a little wider. */
export function checkCard(card: Json, mode: 'bot' | 'app' | 'robot', isUpdate = false): CardVerdict {
  const app = mode === 'app'
  const violations: string[] = []
  const most = (what: string, size: number, limit: number): void => {
    if (size > limit) violations.push(`${what}: ${size} > ${limit}`)
  }
  const type = String(card['card_type'])
  const title = object(card['main_title'])
  most('title', chars(title['title']), app ? 36 : 26)
  most('desc', chars(title['desc']), app ? 44 : 30)
  most('source', chars(object(card['source'])['desc']), app ? 20 : 13)
  most('sub_title_text', chars(card['sub_title_text']), app ? 160 : 112)
  most('fields', list(card['horizontal_content_list']).length, 6)
  for (const row of list(card['horizontal_content_list'])) {
    most('keyname', chars(row['keyname']), 5)
    most('value', chars(row['value']), app ? 30 : 26)
  }
  const selection = (s: Json): void => {
    most('question_key', bytes(s['question_key']), 1024)
    most('selection title', chars(s['title']), 13)
    const options = list(s['option_list'])
    if (options.length < 1) violations.push('selection without options')
    most('options', options.length, 10)
    for (const o of options) {
      most('option id', bytes(o['id']), 128)
      most('option', chars(o['text']), app ? 16 : 10)
    }
    if (new Set(options.map((o) => o['id'])).size !== options.length) violations.push('option ids repeat')
  }
  if (card['button_selection']) selection(object(card['button_selection']))
  for (const s of list(card['select_list'])) selection(s)
  most('select_list', list(card['select_list']).length, 3)
  const buttons = list(card['button_list'])
  for (const b of buttons) {
    most('button', chars(b['text']), 10)
    most('key', bytes(b['key']), 1024)
  }
  if (new Set(buttons.map((b) => b['key'])).size !== buttons.length) violations.push('button keys repeat')
  const submit = object(card['submit_button'])
  most('submit', chars(submit['text']), 10)
  most('submit key', bytes(submit['key']), 1024)
  const task = card['task_id']
  const interactive = type.endsWith('_interaction')
  const taskOk = typeof task === 'string' && /^[0-9A-Za-z_\-@]{1,128}$/.test(task)
  const action = object(card['card_action'])
  const noticeOk = (action['type'] === 1 && /^https?:\/\//.test(String(action['url']))) || action['type'] === 2
  let code = 0
  if (!['text_notice', 'news_notice', 'button_interaction', 'vote_interaction', 'multiple_interaction'].includes(type))
    code = 40058
  else if (!title['title'] && !(type === 'text_notice' && card['sub_title_text'])) code = 41016
  else if ((interactive || isUpdate) && !taskOk) code = 42014
  else if (task !== undefined && !taskOk) code = 42014
  else if (type === 'button_interaction' && (buttons.length < 1 || buttons.length > 6)) code = 40016
  else if ((type === 'vote_interaction' || type === 'multiple_interaction') && !submit['key']) code = 40058
  else if (type === 'multiple_interaction' && list(card['select_list']).length === 0) code = 40058
  else if (!interactive && !noticeOk) code = 42045
  else if (mode === 'robot' && interactive) code = 40058
  return { code, violations }
}
