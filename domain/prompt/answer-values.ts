import type { InputSpec } from '../flow/flow'
import type { Prompt, PromptInput } from '../order/order'
import { readInput, readNumber } from './read-input'
import { readDate } from './read-date'
import { readLineFigures } from './read-line-figures'

/** Texts and labels are compared in one form: a full-width comma is a half one. */
export const plain = (text: string): string => text.normalize('NFKC')
export const clean = (text: string): string => plain(text).replace(/@\S+/g, ' ').trim()

/** When money is paid, in words of their own: 30%定金, 货到付清. */
const TERMS =
  /\d\s?[%成].{0,3}[定订预]|[定订预].{0,3}\d\s?[%成]|(?:月结|现结|货到|款到|付清|结清|余款|尾款|全款|现金|承兑)(?!.*\d{4})/

/** How money came, as people call it; anything else may be written by its name. */
const WAYS = /(?:银行|对公|网银)?转账|微信|支付宝|现金|(?:银行|商业)?承兑(?:汇票)?|支票/

/** As much of a question as its answer is read by: one that is put already, or a task as it will be put. */
export type Question = Pick<Prompt, 'title' | 'actions' | 'inputs' | 'pending'>

/** The input that a question waits for. */
export const askedOf = ({ pending, inputs }: Pick<Prompt, 'pending' | 'inputs'>): PromptInput | undefined =>
  pending && inputs.find((i) => i.id === pending.asking)

/** Words that name an input, longest first. */
export const inputWords = (input: InputSpec): string[] =>
  [...new Set([input.label, ...(input.words ?? [])].map(plain))].sort((a, b) => b.length - a.length)

/** What a paper or a parcel goes by: 合同编号, 运单号. It holds a letter or a figure. */
export const IS_NUMBER = /号码?$/

/** "合同号HT-2026-033 图纸已齐": what is said behind a number is none of it. */
const withoutTalk = (input: InputSpec, raw: string): string =>
  IS_NUMBER.test(input.label) ? raw.replace(/\s+[\u4e00-\u9fff].*$/, '') : raw

/** Inputs that take whole sentences: a comma does not end them. */
const PROSE = /说明|原因|备注|方案|意见|情况|描述|措施/

/** How far a value goes: to the next sign, over commas, or over them and up to the next name. */
type Reach = 'value' | 'prose' | 'terms'
const reachOf = (input: InputSpec): Reach =>
  input.fills === 'paymentTerms' ? 'terms' : input.type === 'text' && PROSE.test(input.label) ? 'prose' : 'value'

/** Words up to the next of `names` behind a space. */
const upToName = (words: string, names: string[]): string => {
  const places = names.map((name) => words.indexOf(` ${name}`)).filter((place) => place > 0)
  return words.slice(0, Math.min(...places, words.length)).trim()
}

/** What stands behind each place of a word, up to where it can reach; a part that begins with one of `names` is another value. */
const behind = (text: string, word: string, names: string[], reach: Reach): string[] => {
  const at = text.indexOf(word)
  if (at < 0) return []
  const after = text.slice(at + word.length)
  // “完成日期是3号” joins with 是; in “内容无误：是” the 是 is the value itself.
  const rest = after
    .replace(/^[\s:：=]+/, '')
    .replace(/^(?:(?:都|均|全部|一律|统一)是?|[是为])[\s:：=]*(?=[^\s，,；;。:：=])/, '')
  const [line = ''] = rest.split('\n', 1)
  const parts = line.split(/([，,；;。])/)
  let end = parts[0]?.length ?? 0
  for (let i = 1; reach !== 'value' && i + 1 < parts.length; i += 2) {
    const next = parts[i + 1]?.trim() ?? ''
    if (names.some((name) => next.startsWith(name))) break
    end += (parts[i]?.length ?? 0) + (parts[i + 1]?.length ?? 0)
  }
  const value = line.slice(0, end).trim()
  return [reach === 'prose' ? value : upToName(value, names), ...behind(after, word, names, reach)].filter(Boolean)
}

const isOfLine = (i: PromptInput): boolean => i.goods !== undefined

export const lineFigures = (inputs: PromptInput[], text: string, type: 'money' | 'number'): Record<string, string> =>
  readLineFigures(inputs, text, inputs.filter((i) => !isOfLine(i)).flatMap(inputWords), type)

/** Whether words say what was asked of single lines of the order. */
export const namesLines = (prompt: Question, text: string): boolean =>
  Object.keys(lineFigures(prompt.inputs, clean(text), 'money')).length > 0

/** A choice that stands before what it is of: 不能按时. The longest that fits counts, for 不能 holds 能. */
const chosenBefore = (input: InputSpec, text: string): Record<string, string> => {
  const places = inputWords(input).flatMap((word) => (text.includes(word) ? [text.slice(0, text.indexOf(word))] : []))
  const [chosen] = (input.choices ?? [])
    .filter((c) => places.some((before) => before.endsWith(plain(c.label))))
    .sort((a, b) => b.label.length - a.label.length)
  return chosen ? { [input.id]: chosen.id } : {}
}

/** Values of inputs that the text names or plainly holds. */
export function readInputs(inputs: PromptInput[], text: string, today: string): Record<string, string> {
  const words = inputs.flatMap(inputWords)
  const read = lineFigures(inputs, text, 'money')
  // "单价165" of three lines is of none of them, unless it is said of all.
  const several = inputs.filter(isOfLine).length > 1 && !/[都均]|全部|每[种样项个]|一律|统一/.test(text)
  for (const input of inputs.filter((i) => read[i.id] === undefined && !(several && isOfLine(i) && i.type === 'money'))) {
    const values = inputWords(input).flatMap((word) => behind(text, word, words, reachOf(input)))
    const value = values.map((raw) => readInput(input, withoutTalk(input, raw), today)).find((v) => v.ok)
    if (value?.ok) read[input.id] = value.value
    else if (input.type === 'choice') Object.assign(read, chosenBefore(input, text))
  }
  const terms = inputs.find((i) => i.fills === 'paymentTerms' && i.type === 'text' && read[i.id] === undefined)
  const said = terms ? text.split(/[，,；;。\n]/).filter((part) => TERMS.test(part)) : []
  if (terms && said.length > 0) read[terms.id] = said.map((part) => upToName(part.trim(), words)).join('，')
  const method = inputs.find((i) => i.id === 'method' && i.type === 'text' && read[i.id] === undefined)
  const way = method && WAYS.exec(text)?.[0]
  if (method && way) read[method.id] = way
  const open = (type: InputSpec['type']): InputSpec[] => inputs.filter((i) => i.type === type && read[i.id] === undefined)
  // A choice whose own words stand in the text: "提交评价 非常满意". The longest label counts, for 不满意 holds 满意.
  for (const input of open('choice').filter((i) => i.required !== false)) {
    const [first, second] = (input.choices ?? [])
      .filter((c) => c.label.length >= 2 && text.includes(plain(c.label)))
      .sort((a, b) => b.label.length - a.label.length)
    if (first && first.label.length > (second?.label.length ?? 0)) read[input.id] = first.id
  }
  const [date, ...otherDates] = open('date').filter((i) => i.required !== false)
  // Where money is asked for as well, 5.6 is a price; 交货12.18 was read by its name.
  const isMoney = inputs.some((i) => i.type === 'money')
  const found =
    date && otherDates.length === 0
      ? readDate(isMoney ? text.replace(/(?<![\d.])\d+\.\d+(?![\d.])/g, ' ') : text, today)
      : undefined
  if (date && found) read[date.id] = found
  const numeric = [...open('money'), ...open('number')].filter((i) => i.required !== false)
  const bare = /(?:^|[^\dA-Za-z.-])(\d[\d,]*(?:\.\d+)?\s?[万千]?)(?=$|[^\dA-Za-z月号日/-])/.exec(text)
  const isRead = inputs.some((i) => (i.type === 'money' || i.type === 'number') && read[i.id] !== undefined)
  if (numeric.length === 1 && numeric[0] && bare?.[1] && !found && !isRead) {
    const number = readNumber(bare[1])
    const value = number ? readInput(numeric[0], number, today) : undefined
    if (value?.ok) read[numeric[0].id] = value.value
  }
  return read
}
