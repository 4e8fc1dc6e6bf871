import type { ActionSpec, InputSpec } from '../flow/flow'
import type { PromptInput } from '../order/order'
import { isRequired, mainAction } from '../cards/prompt-card'
import { askedOf, clean, inputWords, IS_NUMBER, lineFigures, plain, type Question, readInputs } from './answer-values'
import { buttonWords } from './buttons'
import { comesLater, reserves } from './not-yet'
import { readInput, readNumber } from './read-input'

/** A typed reply as a press of a button with inputs. */
export type ReadAnswer = { actionId: string; inputs: Record<string, string> }

const POSITIVE = ['好的', '好', '收到', '可以', '同意', '完成', '没问题', '行', '是的', '对', 'ok', '确认', '嗯', '1']
/** Begins like a no and is none. */
const NO_NEGATIVE = /^(?:没错|没问题|没关系|没事|没毛病|不错|不客气|不用谢|不急)/
/** 资料没问题, 价格都没问题: what the card asks about is good. */
const NO_FAULT =
  /^([^，,。；;\n不没未别无]{0,14}?)[，,]?\s?(?:都|全部?|也)?(?:(?:没有?|没啥|没什么|无)(?:问题|意见|毛病|异议))(?=[了的哦啊吧。.!！，,\s]|$)/
/** 核对过了, 价格看完了: the work itself is told of. */
const LOOKED = /(?:核对?|看|查|检查|对|验|审)[过完好]了?$/
const isAboutCard = (prompt: Question, subject: string): boolean =>
  subject === '' ||
  LOOKED.test(subject) ||
  (subject.length <= 6 &&
    [...prompt.actions.map((a) => a.label), prompt.title].some((words) => words.includes(subject.slice(-2))))
const NEGATIVE = ['不行', '不能', '不可以', '不同意', '没有', '不对', '不', '没']

/** Words that ask, 收到了吗, 160行不: whoever asks has not said yes. */
const ASKS = /(?:[?？]|吗|(?<!什)么|了没有?|行不行?|好不好|可不可以|能不能|可以不|成不成?)[。.!！~\s]*$/
/** Words that name an action: its label and its own words, longest first. */
const namesOf = (action: ActionSpec): string[] => [...new Set(buttonWords(action).map(plain))].sort((a, b) => b.length - a.length)

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
const asProgress = (prompt: Question, text: string): ReadAnswer | undefined =>
  prompt.actions.some((a) => a.id === 'progress') ? { actionId: 'progress', inputs: { progress: text } } : undefined

/** Whether a button asks for a day: the day in front of its word is then the answer. */
const asksForDay = (prompt: Question, actionId: string): boolean =>
  prompt.inputs.some((i) => i.type === 'date' && isRequired(i, actionId))

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
function placeFiles(prompt: Question, text: string, files: GivenFile[]): Record<string, string> {
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
export function readAnswer(prompt: Question, raw: string, files: GivenFile[], today: string): ReadAnswer | undefined {
  const read = readPlain(prompt, raw, files, today)
  if (!read) return undefined
  const isText = (id: string): boolean => prompt.inputs.find((i) => i.id === id)?.type === 'text'
  const inputs = Object.entries(read.inputs).map(([id, v]): [string, string] => [id, isText(id) ? asWritten(v) : v])
  return { ...read, inputs: Object.fromEntries(inputs) }
}

/** Whether words that press the main button hold something against it that the card has no place for. `approval`: of a whole order. */
export function isReserved(prompt: Question, raw: string, read: ReadAnswer, approval: boolean): boolean {
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

function readPlain(prompt: Question, raw: string, files: GivenFile[], today: string): ReadAnswer | undefined {
  const text = clean(raw).slice(0, 2000)
  const inputs = {
    ...withAllTicks(prompt.inputs, text, readInputs(prompt.inputs, text, today)),
    ...placeFiles(prompt, text, files),
  }
  const pending = prompt.pending
  const asked = askedOf(prompt)
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
const onlyActionFor = (prompt: Question, given: string[]): string | undefined => {
  for (const input of prompt.inputs)
    if (given.includes(input.id) && Array.isArray(input.required) && input.required.length === 1) return input.required[0]
  return undefined
}

/** Words without the sums that were read from them: of 到账2000 nothing is left to say how it was paid. */
const withoutFigures = (words: string, figures: string[]): string =>
  words.replace(/(?<![\d.*×x-])[¥￥]?(\d[\d,]*(?:\.\d+)?\s?[万千]?)\s?(?:元|块钱?)?/g, (all, figure: string) =>
    figures.some((f) => Number(f) === Number(readNumber(figure))) ? ' ' : all,
  )

/** 云和的, 云和那单: which order is meant, and nothing of it. */
const OF_ORDER = /^[一-鿿A-Za-z]{1,8}(?:的|那[单张]|这[单张]|那边)$/
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
    .filter((part) => !namesOnlyLines(specs, read, part) && !OF_ORDER.test(part.trim()))
    .join('，')
    .replace(/^[\s，,。:：、了]+|[\s，,。；;、]+$/g, '')
    .trim()
  // Words beside a button are no number of a paper: "图纸已齐，麻烦看看".
  const isNoNumber = IS_NUMBER.test(needed.label) && !/[A-Za-z\d][A-Za-z\d-]{2,}/.test(rest)
  return rest === '' || isNoNumber ? read : { ...read, [needed.id]: rest }
}
