import type { Card, CardAction, CardField, CardInput } from '../../../domain/cards/card'
import type { CardLimits } from './card-limits'
import { byteLength, cutChars, fitsChars } from './cut-text'
import { NOT_CHOSEN, type Selection, type TemplateCard } from './template-card'

export interface CardContext {
  limits: CardLimits
  /** Unique for ever per bot and per app. */
  taskId: string
  promptId?: string
  /** The words said with the card. */
  text: string
  /** Where a card without buttons leads; the platform refuses such a card without an address. */
  cardUrl: string
  inGroup: boolean
}

export interface EncodedCard {
  card: TemplateCard
  /** Checklists that belong to the card, three questions each. */
  checklists: TemplateCard[]
  /** What the card has no room for, complete, to be sent before it. */
  detail?: string
  /** What may come back: questions with their options. */
  offered: Record<string, string[]>
}

export const SOURCE = '跟单助手'
const STYLES = { primary: 1, danger: 3, default: 2 } as const
const MOST_CHECKLISTS = 3

/** The address of a button: prompt and action, and nothing else. */
export const writeAddress = (promptId: string, actionId: string): string => `${promptId}.${actionId}`

/** undefined for a key that is no address of ours. */
export const readAddress = (key: string): { promptId: string; actionId: string } | undefined => {
  const at = key.indexOf('.')
  if (at < 1 || at === key.length - 1 || key.length > 200) return undefined
  return { promptId: key.slice(0, at), actionId: key.slice(at + 1) }
}

/** How to answer without a button, on every card that has one. Who reads it has all pages before them, or is told how to turn them. */
export function typedWords(card: Card, inGroup: boolean): string {
  const actions = card.actions.filter((a) => !a.id.startsWith('page-'))
  if (actions.length === 0) return ''
  const words = actions.map((a) => `「${a.label}」`).join('')
  return `也可${inGroup ? '@我' : '直接'}回复${words}${card.orderNumber ? `并写上 ${card.orderNumber}` : ''}`
}

const line = (f: CardField): string => `${f.label}：${f.value}`

/** Whether the words said with a card hold a field as a line of their own list. */
const isListed = (text: string, f: CardField): boolean =>
  text.split('\n').some((row) => row.startsWith(`${f.label}. `) && row.includes(f.value))

/** The whole card in words: for what does not fit, and where cards cannot be shown. */
export const cardInWords = (card: Card, text: string, inGroup: boolean): string =>
  [`【${card.title}】`, text, ...card.fields.filter((f) => !isListed(text, f)).map(line), typedWords(card, inGroup)]
    .filter(Boolean)
    .join('\n')

/** The words without the order number at their end, for a card that shows it anyway: so they need less room. */
function withoutNumber(text: string, { orderNumber }: Card): string {
  const end = `，订单 ${orderNumber ?? ''}。`
  return orderNumber !== undefined && text.endsWith(end) ? `${text.slice(0, -end.length)}。` : text
}

/**
 * Title and the line below it. A title that is too long loses the order number it ends with, which then stands below; otherwise the words
 * stand below where they fit. `words` is what still needs a place.
 */
function titles(card: Card, limits: CardLimits, text: string): { title: string; desc?: string; words: string } {
  const number = card.orderNumber
  const endsWithNumber = number !== undefined && card.title.endsWith(number)
  if (fitsChars(card.title, limits.title)) {
    const words = endsWithNumber ? withoutNumber(text, card) : text
    return words !== '' && fitsChars(words, limits.desc)
      ? { title: card.title, desc: words, words: '' }
      : { title: card.title, words }
  }
  const short = endsWithNumber ? card.title.slice(0, -number.length).replace(/[\s·:：-]+$/, '') : card.title
  const numberFits = number !== undefined && fitsChars(number, limits.desc)
  return {
    title: cutChars(short || card.title, limits.title),
    ...(number ? { desc: cutChars(number, limits.desc) } : {}),
    words: numberFits ? withoutNumber(text, card) : text,
  }
}

/** The first fields that fit a row each, and the others. */
function rows(fields: CardField[], limits: CardLimits): { short: CardField[]; rest: CardField[] } {
  const short: CardField[] = []
  const rest: CardField[] = []
  for (const f of fields) {
    const fits =
      short.length < limits.fields &&
      fitsChars(f.label, limits.fieldName) &&
      fitsChars(f.value, limits.fieldValue) &&
      !f.value.includes('\n')
    ;(fits ? short : rest).push(f)
  }
  return { short, rest }
}

const rowList = (fields: CardField[]): Pick<TemplateCard, 'horizontal_content_list'> =>
  fields.length > 0 ? { horizontal_content_list: fields.map((f) => ({ keyname: f.label, value: f.value })) } : {}

/** A card with buttons, or undefined when it offers none (then it is said in words or as a notice). */
export function encodeCard(card: Card, context: CardContext): EncodedCard | undefined {
  const { limits, promptId, taskId, inGroup } = context
  const actions = card.state === 'open' && promptId !== undefined ? usable(card.actions, promptId, limits) : []
  if (promptId === undefined || actions.length === 0) return undefined
  const head = titles(card, limits, context.text)
  const { short, rest } = rows(card.fields, limits)
  const typed = typedWords(card, inGroup)
  const extra = [...(head.words === '' ? [] : [head.words]), ...rest.map(line)]
  const whole = [...extra, typed].join('\n')
  const fits = fitsChars(whole, limits.subTitle)
  const typedFits = fitsChars(typed, limits.subTitle)
  const questions = selections(card.inputs, limits)
  const [single] = questions
  const alone = questions.length === 1 ? single : undefined
  const main = actions.find((a) => a.style === 'primary') ?? actions[0]
  return {
    card: {
      card_type: 'button_interaction',
      task_id: taskId,
      source: { desc: SOURCE, desc_color: 0 },
      main_title: { title: head.title, ...(head.desc === undefined ? {} : { desc: head.desc }) },
      ...rowList(short),
      sub_title_text: fits ? whole : typedFits ? typed : cutChars(typed, limits.subTitle),
      ...(alone ? { button_selection: alone } : {}),
      button_list: actions.map((a) => ({
        text: cutChars(a.label, limits.button),
        style: STYLES[a.style ?? 'default'],
        key: writeAddress(promptId, a.id),
      })),
    },
    checklists: alone || !main ? [] : checklists(questions, card, main, { ...context, promptId }),
    ...(fits && typedFits ? {} : { detail: cardInWords(card, context.text, inGroup) }),
    offered: Object.fromEntries(
      questions.map((q) => [q.question_key, q.option_list.map((o) => o.id).filter((id) => id !== NOT_CHOSEN)]),
    ),
  }
}

/** Actions with an address that fits, at most as many as a card shows; all of them stand in the typed line. */
const usable = (actions: CardAction[], promptId: string, limits: CardLimits): CardAction[] =>
  actions.filter((a) => byteLength(writeAddress(promptId, a.id)) <= limits.keyBytes).slice(0, limits.buttons)

/** Inputs that are answered by choosing; all others are asked in the chat. */
function selections(inputs: CardInput[], limits: CardLimits): Selection[] {
  return inputs.flatMap((input) => {
    const choices = input.type === 'choice' ? (input.choices ?? []) : []
    const fits =
      choices.length > 0 && choices.length < limits.options && choices.every((c) => byteLength(c.id) <= limits.optionIdBytes)
    if (!fits || byteLength(input.id) > limits.keyBytes) return []
    const options = [{ id: NOT_CHOSEN, text: '请选择' }, ...distinct(choices, limits.option)]
    return [{ question_key: input.id, title: cutChars(input.label, limits.selectTitle), option_list: options }]
  })
}

/** Labels cut to their limit; where two would look alike, each begins with its number. */
function distinct(choices: { id: string; label: string }[], most: number): { id: string; text: string }[] {
  const cut = choices.map((c) => cutChars(c.label, most))
  const clash = new Set(cut).size < cut.length
  return choices.map((c, i) => ({ id: c.id, text: clash ? cutChars(`${i + 1}.${c.label}`, most) : (cut[i] ?? '') }))
}

function checklists(
  questions: Selection[],
  card: Card,
  main: CardAction,
  context: CardContext & { promptId: string },
): TemplateCard[] {
  const { limits } = context
  const most = MOST_CHECKLISTS * limits.selects
  const groups: Selection[][] = []
  for (let i = 0; i < Math.min(questions.length, most); i += limits.selects) groups.push(questions.slice(i, i + limits.selects))
  return groups.map((group, i) => ({
    card_type: 'multiple_interaction',
    task_id: `${context.taskId}-${i + 2}`,
    source: { desc: SOURCE, desc_color: 0 },
    main_title: {
      title: titles(card, limits, '').title,
      desc: cutChars(groups.length > 1 ? `逐项选择（${i + 1}/${groups.length}）` : (card.orderNumber ?? '逐项选择'), limits.desc),
    },
    select_list: group,
    submit_button: { text: cutChars(main.label, limits.button), key: writeAddress(context.promptId, main.id) },
  }))
}

/**
 * A card that asks nothing any more: the result first, then what fits. Used to replace a card, so nothing can go to a second message;
 * the chat holds the whole record.
 */
export function encodeNotice(card: Card, { limits, taskId, cardUrl, text }: CardContext): TemplateCard {
  const result = card.fields.find((f) => f.id === 'result')
  const head = titles(card, limits, '')
  const { short } = rows(
    card.fields.filter((f) => f !== result),
    limits,
  )
  return {
    card_type: 'text_notice',
    task_id: taskId,
    source: { desc: SOURCE, desc_color: 0 },
    main_title: { title: head.title, ...(head.desc === undefined ? {} : { desc: head.desc }) },
    sub_title_text: cutChars(result?.value || text || card.title, limits.subTitle),
    ...rowList(short),
    card_action: { type: 1, url: cardUrl },
  }
}

/** A notice as a card, where everything of it fits; undefined where words hold more. */
export function encodeWholeNotice(card: Card, context: CardContext): TemplateCard | undefined {
  const { short, rest } = rows(card.fields, context.limits)
  const sub = [context.text, ...rest.map(line)].filter(Boolean).join('\n')
  if (!fitsChars(sub, context.limits.subTitle) || !fitsChars(card.title, context.limits.title)) return undefined
  return {
    card_type: 'text_notice',
    source: { desc: SOURCE, desc_color: 0 },
    main_title: { title: card.title },
    ...(sub ? { sub_title_text: sub } : {}),
    ...rowList(short),
    card_action: { type: 1, url: context.cardUrl },
  }
}
