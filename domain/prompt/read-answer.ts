import type { ActionSpec, InputSpec } from '../flow/flow'
import type { Prompt, PromptInput } from '../order/order'
import { isRequired, mainAction } from '../cards/prompt-card'
import { comesLater, reserves } from './not-yet'
import { readInput, readNumber } from './read-input'
import { readDate } from './read-date'
import { readLineFigures } from './read-line-figures'

/** A typed reply as a press of a button with inputs. */
export type ReadAnswer = { actionId: string; inputs: Record<string, string> }

const POSITIVE = ['好的', '好', '收到', '可以', '同意', '完成', '没问题', '行', '是的', '对', 'ok', '确认', '嗯', '1']
/** Begins like a no and is none. */
const NO_NEGATIVE = /^(?:没错|没问题|没关系|没事|没毛病|不错|不客气|不用谢|不急)/
/** 资料没问题, 价格都没问题: what the card asks about is good. */
const NO_FAULT =
  /^([^，,。；;\n不没未别无]{0,6}?)(?:都|全部?|也)?(?:(?:没有?|没啥|没什么|无)(?:问题|意见|毛病|异议))(?=[了的哦啊吧。.!！，,\s]|$)/
const isAboutCard = (prompt: Prompt, subject: string): boolean =>
  subject === '' || [...prompt.actions.map((a) => a.label), prompt.title].some((words) => words.includes(subject.slice(-2)))
const NEGATIVE = ['不行', '不能', '不可以', '不同意', '没有', '不对', '不', '没']

/** When money is paid, in words of their own: 30%定金, 货到付清. */
const TERMS =
  /\d\s?[%成].{0,3}[定订预]|[定订预].{0,3}\d\s?[%成]|(?:月结|现结|货到|款到|付清|结清|余款|尾款|全款|现金|承兑)(?!.*\d{4})/

/** Words that ask, 收到了吗, 160行不: whoever asks has not said yes. */
const ASKS = /(?:[?？]|吗|(?<!什)么|了没有?|行不行?|好不好|可不可以|能不能|可以不|成不成?)[。.!！~\s]*$/
/** How money came, as people call it; anything else may be written by its name. */
const WAYS = /(?:银行|对公|网银)?转账|微信|支付宝|现金|(?:银行|商业)?承兑(?:汇票)?|支票/

/** Texts and labels are compared in one form: a full-width comma is a half one. */
const plain = (text: string): string => text.normalize('NFKC')
const clean = (text: string): string => plain(text).replace(/@\S+/g, ' ').trim()

/** Words that name an action: its label and its own words, longest first. */
const namesOf = (action: ActionSpec): string[] =>
  [...new Set([action.label, ...(action.words ?? [])].map(plain))].sort((a, b) => b.length - a.length)

interface Named {
  action: ActionSpec
  word: string
  at: number
  turn: 'said' | 'not yet' | 'not'
}

/** 没做完, 还没有全部做完, 不能同意: what stands in front turns the word round; so does 完成不了. */
const TURNED = /([不没未别])(?:有|能|曾)?(?:全部?|都|完全)?$/
const CANNOT = /^不(?:了|成|到|出)/
/** How far a word of a button is from being said of it: said, not yet, or not at all. */
const turnOf = (text: string, { word, at }: Omit<Named, 'turn'>): Named['turn'] => {
  const turned = TURNED.exec(text.slice(0, at))?.[1]
  if (CANNOT.test(text.slice(at + word.length)) || turned === '不' || turned === '别') return 'not'
  return turned ? 'not yet' : 'said'
}

/** The actions that a text names by a word, longest word first. */
const actionsIn = (actions: ActionSpec[], text: string): Named[] =>
  actions
    .flatMap((action) => namesOf(action).map((word) => ({ action, word, at: text.indexOf(word) })))
    .filter(({ at }) => at >= 0)
    .map((named) => ({ ...named, turn: turnOf(text, named) }))
    .sort((a, b) => b.word.length - a.word.length)

/** Work that is told of as not done yet: how far it is, where the card takes that. */
const asProgress = (prompt: Prompt, text: string): ReadAnswer | undefined =>
  prompt.actions.some((a) => a.id === 'progress') ? { actionId: 'progress', inputs: { progress: text } } : undefined

/** Whether a button asks for a day: the day in front of its word is then the answer. */
const asksForDay = (prompt: Prompt, actionId: string): boolean =>
  prompt.inputs.some((i) => i.type === 'date' && isRequired(i, actionId))

/** Words that name an input, longest first. */
const inputWords = (input: InputSpec): string[] =>
  [...new Set([input.label, ...(input.words ?? [])].map(plain))].sort((a, b) => b.length - a.length)

/** What a paper or a parcel goes by: 合同编号, 运单号. It holds a letter or a figure. */
const IS_NUMBER = /号码?$/

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

const lineFigures = (inputs: PromptInput[], text: string, type: 'money' | 'number'): Record<string, string> =>
  readLineFigures(inputs, text, inputs.filter((i) => !isOfLine(i)).flatMap(inputWords), type)

/** Whether words say what was asked of single lines of the order. */
export const namesLines = (prompt: Prompt, text: string): boolean =>
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
function readInputs(inputs: PromptInput[], text: string, today: string): Record<string, string> {
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

/** "七项都确认，签收", "其余均合格": every tick of the card that the words do not name otherwise is good. */
const ALL_GOOD =
  /(?<![不没未])(?:全部|其余|其他|各项|逐项|都|均)[^，,。；;\n不没未]{0,8}(?:是|合格|确认|无误|相符|没问题|符合|齐全|清晰|通过|ok)/i

const withAllTicks = (specs: InputSpec[], text: string, read: Record<string, string>): Record<string, string> =>
  ALL_GOOD.test(text)
    ? { ...Object.fromEntries(specs.flatMap((i) => (i.must === undefined ? [] : [[i.id, i.must]]))), ...read }
    : read

/** "可以生产" says of 能否生产 what its button needs. */
const withImplied = (
  specs: InputSpec[],
  actionId: string,
  word: string,
  read: Record<string, string>,
): Record<string, string> => ({
  ...Object.fromEntries(
    specs.flatMap((i) =>
      i.type === 'choice' && i.must !== undefined && isRequired(i, actionId) && (i.words ?? []).some((w) => word.includes(w))
        ? [[i.id, i.must]]
        : [],
    ),
  ),
  ...read,
})

/** A file of a reply: its vault key and the name that people gave it. */
export interface GivenFile {
  key: string
  name: string
}

const holdsWordOf = (input: InputSpec, text: string): boolean => inputWords(input).some((w) => text.includes(w))

/**
 * Which file fills what. A file goes where its own name says; the others, in their order, to what was asked for, to what the words name, then to what
 * is empty. A file beyond that fills nothing: what is there already was handed in by its name.
 */
function placeFiles(prompt: Prompt, text: string, files: GivenFile[]): Record<string, string> {
  const all = prompt.inputs.filter((i) => i.type === 'file')
  const placed: Record<string, string> = {}
  const nameless: GivenFile[] = []
  for (const file of files) {
    const named = all.find((i) => placed[i.id] === undefined && holdsWordOf(i, plain(file.name)))
    if (named) placed[named.id] = file.key
    else nameless.push(file)
  }
  const { pending } = prompt
  const named = all.filter((i) => holdsWordOf(i, text))
  const empty = all.filter((i) => !pending?.inputs[i.id])
  const free = [...new Set([...all.filter((i) => i.id === pending?.asking), ...named, ...empty])].filter((i) => !placed[i.id])
  for (const [i, { key }] of nameless.entries()) {
    const input = free[i]
    if (input) placed[input.id] = key
  }
  return placed
}

/**
 * Reads a typed reply to a prompt: "同意", "驳回 价格不对", "完成日期 12月3号", "到账 5000". Files come as vault keys.
 * undefined when the words fit nothing the prompt offers. `today` is YYYY-MM-DD.
 */
export function readAnswer(prompt: Prompt, raw: string, files: GivenFile[], today: string): ReadAnswer | undefined {
  const read = readPlain(prompt, raw, files, today)
  if (!read) return undefined
  const isText = (id: string): boolean => prompt.inputs.find((i) => i.id === id)?.type === 'text'
  const inputs = Object.entries(read.inputs).map(([id, v]): [string, string] => [id, isText(id) ? asWritten(v) : v])
  return { ...read, inputs: Object.fromEntries(inputs) }
}

/** Whether words that press the main button hold something against it that the card has no place for. `approval`: of a whole order. */
export function isReserved(prompt: Prompt, raw: string, read: ReadAnswer, approval: boolean): boolean {
  if (read.actionId !== mainAction(prompt)) return false
  const text = clean(raw)
  if (POSITIVE.includes(text.toLowerCase())) return false
  const word = actionsIn(prompt.actions, text).find((n) => n.turn === 'said' && n.action.id === read.actionId)?.word ?? ''
  const takes = (id: string): boolean =>
    id !== 'note' && (!approval || prompt.inputs.some((i) => i.id === id && isRequired(i, read.actionId)))
  const values = Object.entries(read.inputs).flatMap(([id, value]) => (takes(id) ? [plain(value)] : []))
  const leftover = [word, ...values].reduce((rest, said) => (said ? rest.replace(said, ' ') : rest), text)
  return reserves(leftover, approval)
}

const WIDE: Record<string, string> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' }
/** Signs behind Chinese characters stand in full width again, as people write them. */
const asWritten = (text: string): string => text.replace(/(?<=[\u4e00-\u9fff])[,;:?!]/g, (sign) => WIDE[sign] ?? sign)

function readPlain(prompt: Prompt, raw: string, files: GivenFile[], today: string): ReadAnswer | undefined {
  const text = clean(raw).slice(0, 2000)
  const inputs = {
    ...withAllTicks(prompt.inputs, text, readInputs(prompt.inputs, text, today)),
    ...placeFiles(prompt, text, files),
  }
  const pending = prompt.pending
  const asked = pending ? prompt.inputs.find((i) => i.id === pending.asking) : undefined
  const main = mainAction(prompt)
  // 可以便宜点吗: a question agrees to nothing.
  const asks = ASKS.test(text)
  // Counts by goods are said all day in a works; they answer a card that waits for them, or whose button is named.
  if (asked?.goods) Object.assign(inputs, lineFigures(prompt.inputs, text, 'number'))
  const spoken = actionsIn(asks ? prompt.actions.filter((a) => a.id !== main) : prompt.actions, text)
  const named = spoken.find((n) => n.turn === 'said')
  if (asked && pending && (!named || asked.type === 'text')) {
    const ofOther = prompt.inputs.some((i) => inputs[i.id] !== undefined && inputWords(i).some((w) => text.startsWith(w)))
    const value = !ofOther && isValueOf(asked, text, named?.word, inputs) ? readInput(asked, text, today) : undefined
    if (value?.ok) return { actionId: pending.actionId, inputs: { [asked.id]: value.value, ...inputs } }
    if (Object.keys(inputs).length > 0) return { actionId: named?.action.id ?? pending.actionId, inputs }
  }
  if (!named && spoken.some((n) => n.action.id === main && n.turn === 'not yet')) {
    const progress = asProgress(prompt, text)
    if (progress) return progress
  }
  if (named?.action.id === main && comesLater(text, named.at, named.word) && !asksForDay(prompt, main))
    return asProgress(prompt, text)
  if (named) {
    const counts = lineFigures(prompt.inputs, text, 'number')
    const told = withImplied(prompt.inputs, named.action.id, named.word, { ...counts, ...inputs })
    return { actionId: named.action.id, inputs: withRest(prompt.inputs, named.action, text, named.word, told) }
  }
  if (asks) return undefined
  const lower = text.toLowerCase()
  const faultless = NO_FAULT.exec(text)
  if (faultless && isAboutCard(prompt, faultless[1] ?? '')) return { actionId: main, inputs }
  if (NEGATIVE.some((w) => lower.startsWith(w)) && !NO_NEGATIVE.test(lower)) {
    const [back, another] = prompt.actions.filter((a) => a.outcome === 'return')
    const negative = prompt.actions.find((a) => a.style === 'danger') ?? (another ? undefined : back)
    if (!negative) return undefined
    // A bare 不行 is no reason.
    const isBare = NEGATIVE.includes(lower.replace(/[了吧啊。.!！]+$/, ''))
    return { actionId: negative.id, inputs: isBare ? inputs : withRest(prompt.inputs, negative, text, '', inputs) }
  }
  if (
    POSITIVE.some(
      (w) =>
        lower === w ||
        lower === `${w}了` ||
        lower === `${w}。` ||
        lower.startsWith(`${w}，`) ||
        lower.startsWith(`${w},`) ||
        lower.startsWith(`${w} `),
    )
  )
    return { actionId: main, inputs }
  if (Object.keys(inputs).length > 0) return { actionId: onlyActionFor(prompt, Object.keys(inputs)) ?? main, inputs }
  return undefined
}

/** Whether a whole reply can be the text that was asked for: it is no file, no button, not read by its name already, and a number where one was asked. */
const isValueOf = (asked: InputSpec, text: string, named: string | undefined, read: Record<string, string>): boolean => {
  if (asked.type !== 'text') return asked.type !== 'file'
  if (text.replace(/[\s了吧。.!！]+$/, '') === named) return false
  if (!IS_NUMBER.test(asked.label)) return true
  return read[asked.id] === undefined && /[\dA-Za-z]/.test(text)
}

/** An input that only one action asks for names that action: "进度 木浆周三到" updates the progress, it does not finish the work. */
const onlyActionFor = (prompt: Prompt, given: string[]): string | undefined => {
  for (const input of prompt.inputs)
    if (given.includes(input.id) && Array.isArray(input.required) && input.required.length === 1) return input.required[0]
  return undefined
}

/** Words without the sums that were read from them: of 到账2000 nothing is left to say how it was paid. */
const withoutFigures = (words: string, figures: string[]): string =>
  words.replace(/(?<![\d.*×x-])[¥￥]?(\d[\d,]*(?:\.\d+)?\s?[万千]?)\s?(?:元|块钱?)?/g, (all, figure: string) =>
    figures.some((f) => Number(f) === Number(readNumber(figure))) ? ' ' : all,
  )

const NOTHING_MORE = /^(?:做了|出了|好了|完了|一共|合计|单价|[做出发要的元块价是:：()（）])*$/

/** Of 电线52卷 灯泡1000 the counts were read; goods and units alone are no remark. */
function namesOnlyLines(specs: PromptInput[], read: Record<string, string>, part: string): boolean {
  const goods = specs.flatMap((i) => (i.goods && read[i.id] !== undefined ? [i.goods] : []))
  if (goods.length === 0) return false
  const words = goods.flatMap((g) => [...g.names, ...g.marks, g.unit]).map((w) => plain(w).toLowerCase())
  const said = plain(part).toLowerCase().split(/\s+/)
  const left = said.map((word) => words.filter((w) => w !== '').reduce((rest, w) => rest.replace(w, ''), word))
  return left.every((rest) => NOTHING_MORE.test(rest.replace(/\d+\s?[一-鿿]?$/, '')))
}

/** The words behind the action become the one text input that this action requires: "驳回 价格不对". */
function withRest(
  specs: PromptInput[],
  action: ActionSpec,
  text: string,
  word: string,
  read: Record<string, string>,
): Record<string, string> {
  const texts = specs.filter((i) => i.type === 'text' && !read[i.id])
  const needed =
    texts.find((i) => isRequired(i, action.id)) ??
    texts.find((i) => i.id === 'note') ??
    (texts.length === 1 && !texts[0]?.fills ? texts[0] : undefined)
  // How it is paid was read by its own words, or was not said.
  if (!needed || needed.fills === 'paymentTerms') return read
  // 驳回 价格不对: the name of the button is no reason; 可以便宜点吗 is one as a whole.
  const isReason = action.outcome !== 'settle' && !plain(action.label).includes(word)
  // That all is good has ticked the ticks: it is no note.
  const left = specs.some((i) => i.must !== undefined) ? text.replace(ALL_GOOD, ' ') : text
  const at = word && !isReason ? left.indexOf(word) : -1
  const without = at >= 0 ? `${left.slice(0, at)} ${left.slice(at + word.length)}` : left
  // What was read as a value is no note.
  const known = specs
    .filter((i) => read[i.id] !== undefined)
    .flatMap((i) => [
      ...inputWords(i),
      ...(i.choices ?? []).flatMap((c) => (c.id === read[i.id] && c.label.length >= 2 ? [plain(c.label)] : [])),
    ])
  const figures = specs.filter((i) => i.type === 'money' || i.type === 'number').flatMap((i) => read[i.id] ?? [])
  const ofLines = specs.some((i) => i.goods && read[i.id] !== undefined)
  const rest = withoutFigures(without, figures)
    .split(ofLines ? /[，,；;\n\s]/ : /[，,；;\n]/)
    .filter((part) => !known.some((k) => (ofLines ? part.includes(k) : part.trim().startsWith(k))))
    .filter((part) => !namesOnlyLines(specs, read, part))
    .join('，')
    .replace(/^[\s，,。:：、了]+|[\s，,。；;、]+$/g, '')
    .trim()
  // Words beside a button are no number of a paper: "图纸已齐，麻烦看看".
  const isNoNumber = IS_NUMBER.test(needed.label) && !/[A-Za-z\d][A-Za-z\d-]{2,}/.test(rest)
  return rest === '' || isNoNumber ? read : { ...read, [needed.id]: rest }
}
