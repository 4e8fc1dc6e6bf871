import type { Card } from '../domain/cards/card'
import {
  CATALOGUE,
  catalogueCard,
  pageOfCard,
  productCard,
  searchCatalogue,
  type CataloguePage,
} from '../domain/cards/catalogue-card'
import type { Product } from '../domain/company'
import { lineWords } from '../domain/cards/card-fields'
import { draftStepId } from '../domain/flow/draft-step'
import { addDecimals, balanceState, compareDecimals } from '../domain/order/money-state'
import type { Change } from '../domain/order/order-commands'
import type { Order, Prompt } from '../domain/order/order'
import { readNumber } from '../domain/prompt/read-input'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import { sellsByCatalogue, type Talk } from './talk'

const LIST =
  /^(?:商品)?(?:目录|商品列表|有什么(?:货|商品|卖)|看看商品|(?:你们|你家|这里|店里)?(?:都|还)?(?:有|卖)(?:什么|啥|哪些|些什么|些啥)(?:货|商品|东西|产品|卖的?|好卖的)?)(?:呢|呀|啊)?\s*(?:第?\s*(\d{1,4})\s*页?)?[?？。]?$/
/** What the cart comes to, and what an article costs or whether there is any: asked by customers in their own words. */
const SUM = /^(?:一共|总共|合计|总价|加起来|全部)(?:是|要)?(?:多少(?:钱)?|几块钱?)?(?:呢|啊|呀)?[?？。]?$/
const PRICE =
  /^(?:请问|问一?下)?(\S.{0,24}?)(?:现在|一[个箱盒包台本支])?(?:是|要|卖)?(?:多少钱|什么价(?:格|位)?|啥价|怎么卖|几块钱?|价格(?:是?多少)?|单价(?:是?多少)?)(?:一?[个箱盒包台本支])?(?:呢|啊|呀)?[?？。]?$/
const HAVE =
  /^(?:请问)?(?:你们|你家|这里)?(?:还)?有(?:没有)?(\S.{0,20}?)(?:卖|吗|么|没有|没)*[?？。]?$|^(\S.{0,20}?)(?:还)?(?:有货|有没有货?|有现货|有库存|库存(?:还有)?多少|还有多少|还有)(?:吗|么|没有|没|不)?[?？。]?$/
const SEARCH = /^(?:搜索|搜一?下?|查找|找一?下?)[:：\s]*(\S.{0,38}?)(?:\s+第(\d{1,4})页)?[?？。]?$/
const DETAILS = /^(?:商品)?(?:详情|介绍)[:：\s]*(\S.{0,38})$/
const TURN = /^(下一页|上一页|下页|上页|第(\d{1,4})页)[。]?$/
const ADD = /^(?:加入购物车|加购物车|加购|放进购物车)[:：\s]*(.{1,60})$/
const CART = /^(?:我的)?购物车[?？。]?$/

/** The page last shown in a chat, for a bare 下一页; after a restart the page is named or its card quoted. */
const lastShown = new Map<string, CataloguePage>()
const MOST_CHATS = 5000

/** "目录", "搜索 双胶纸", "下一页", "详情 订书机", "加入购物车 订书机 2台", "购物车": shopping in plain words, with the same on buttons. */
export async function browseCatalogue(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const text = talk.words.normalize('NFKC').trim()
  if (text.length === 0 || text.length > 80 || !sellsByCatalogue(talk, deps)) return false
  const list = LIST.exec(text)
  if (list) return show(talk, { query: '', page: Number(list[1] ?? '1') })
  const turn = TURN.exec(text)
  if (turn) {
    const at = (await quotedPage(talk, deps)) ?? lastShown.get(talk.chat.id)
    if (!at) return false
    const page = turn[2] ? Number(turn[2]) : at.page + (turn[1]?.startsWith('下') ? 1 : -1)
    return show(talk, { ...at, page })
  }
  const search = SEARCH.exec(text)
  if (search?.[1]) {
    const query = search[1].trim()
    if (searchCatalogue(talk.directory.products, query).length > 0) return show(talk, { query, page: Number(search[2] ?? '1') })
    // 找 and 查找 are also said among people: only a plain search is answered in vain.
    if (!text.startsWith('搜')) return false
    await talk.reply(`没有找到「${query}」。换个名称再搜，或发「目录」看全部商品。`)
    return true
  }
  const details = DETAILS.exec(text)
  if (details?.[1]) return showProduct(talk, deps, details[1].trim())
  if (CART.test(text)) return showCart(talk, deps)
  if (talk.isCustomer && (await answerBuyer(talk, deps, text))) return true
  const add = ADD.exec(text)
  if (add?.[1]) return addByWords(talk, deps, execute, add[1].trim())
  return false
}

/** Questions of a buyer about prices and stock; what names nothing of the list may be talk among people. */
async function answerBuyer(talk: Talk, deps: HandlerDeps, text: string): Promise<boolean> {
  if (SUM.test(text)) return (await cartOf(talk, deps)) !== undefined && showCart(talk, deps)
  const have = HAVE.exec(text)
  const words = (PRICE.exec(text)?.[1] ?? have?.[1] ?? have?.[2])?.trim().replace(/^(?:那个|这个|那|这)/, '')
  if (!words || /^\d+$/.test(words)) return false
  const found = await productIn(talk, deps, words)
  return found.length > 0 && (found.length === 1 ? showProduct(talk, deps, words) : which(talk, found, words))
}

/** A press on a catalogue card. */
export async function pressCatalogue(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const { content } = talk.inbound
  if (content.kind !== 'action' || content.promptId !== CATALOGUE) return false
  const card = await cardOf(talk, deps, content.cardMessageId ?? talk.inbound.replyTo ?? talk.inbound.messageId)
  const page = pageOfCard(card)
  const to = /^page-(\d{1,5})$/.exec(content.actionId)?.[1]
  if (to && page) return show(talk, { ...page, page: Number(to) })
  const item = content.actionId === 'add' ? Number(readNumber(content.inputs['item'] ?? '') ?? '0') : 0
  const product =
    content.actionId === 'buy'
      ? talk.directory.products.find((p) => p.code === card?.fields.find((f) => f.id === 'code')?.value)
      : page
        ? searchCatalogue(talk.directory.products, page.query)[item - 1]
        : undefined
  if (!product) {
    await talk.reply('请填商品序号（目录左边的数字），或直接发「加入购物车 品名 数量」。')
    return true
  }
  return put(talk, deps, execute, product, readNumber(content.inputs['quantity'] ?? '') ?? '1')
}

async function cardOf(talk: Talk, deps: HandlerDeps, messageId: string): Promise<Card | undefined> {
  const effect = await deps.outbox.effectOf(talk.chat.id, messageId)
  return effect?.kind === 'send' ? effect.message.card : undefined
}

const quotedPage = async (talk: Talk, deps: HandlerDeps): Promise<CataloguePage | undefined> =>
  talk.inbound.replyTo ? pageOfCard(await cardOf(talk, deps, talk.inbound.replyTo)) : undefined

async function show(talk: Talk, page: CataloguePage): Promise<boolean> {
  const card = catalogueCard(talk.directory.products, page)
  const shown = pageOfCard(card)
  if (lastShown.size > MOST_CHATS) lastShown.clear()
  if (shown) lastShown.set(talk.chat.id, shown)
  const lines = card.fields.map((f) => `${f.label}. ${f.value}`)
  const turn = card.actions.filter((a) => a.id.startsWith('page-')).map((a) => `「${a.label}」`)
  await talk.reply(
    `${card.title}\n${lines.join('\n')}\n${turn.length > 0 ? `翻页发${turn.join('、')}；` : ''}发「加入购物车 序号 数量」选购，「详情 品名」看规格，「搜索 关键词」查找。`,
    { card, promptId: CATALOGUE },
  )
  return true
}

/** The article that words mean: by its number on the page last shown, its code, or its name with spec. */
async function productIn(talk: Talk, deps: HandlerDeps, words: string): Promise<Product[]> {
  const { products } = talk.directory
  if (/^\d{1,5}$/.test(words)) {
    const at = (await quotedPage(talk, deps)) ?? lastShown.get(talk.chat.id) ?? { query: '', page: 1 }
    const found = searchCatalogue(products, at.query)[Number(words) - 1]
    return found ? [found] : []
  }
  const exact = products.filter((p) => p.code === words || p.name === words || p.aliases?.includes(words))
  return exact.length === 1 ? exact : searchCatalogue(products, words)
}

const which = async (talk: Talk, found: Product[], words: string): Promise<boolean> => {
  await talk.reply(
    found.length === 0
      ? `没有找到「${words}」，请发「目录」挑选，或换个名称。`
      : `「${words}」有 ${found.length} 种：\n${found
          .slice(0, 8)
          .map((p) => `${p.code} ${[p.name, p.spec].filter(Boolean).join(' ')}`)
          .join('\n')}\n请写编号或规格。`,
  )
  return true
}

async function showProduct(talk: Talk, deps: HandlerDeps, words: string): Promise<boolean> {
  const found = await productIn(talk, deps, words)
  const [product, another] = found
  if (!product || another) return which(talk, found, words)
  const card = productCard(product)
  await talk.reply(
    `${card.title}\n${card.fields.map((f) => `${f.label}：${f.value}`).join('\n')}\n发「加入购物车 ${product.name} 数量」选购。`,
    {
      card,
      promptId: CATALOGUE,
    },
  )
  return true
}

async function addByWords(talk: Talk, deps: HandlerDeps, execute: Execute, words: string): Promise<boolean> {
  const counted = /^(.+?)[\s×x*]+(\d[\d,.]*|[一二两三四五六七八九十百]+)\s*[^\d\s]{0,3}$/.exec(words)
  const named = counted?.[1]?.trim() ?? words
  const found = await productIn(talk, deps, named)
  const [product, another] = found
  if (!product || another) return which(talk, found, named)
  return put(talk, deps, execute, product, readNumber(counted?.[2] ?? '1') ?? '1')
}

/** The speaker's cart: the order, and the question about it that is open. `later`: it is filled, and its goods may still be changed before it is sent off. */
export interface OpenCart {
  order: Order
  prompt: Prompt
  asks: 'draft' | 'later'
}

/** The speaker's newest cart that is not sent off. */
export async function cartOf(talk: Talk, deps: HandlerDeps): Promise<OpenCart | undefined> {
  const open = await deps.book.openPrompts({ personIds: [talk.person.id] })
  for (const { orderNumber, prompt } of open.toReversed()) {
    const order = (await deps.book.load(orderNumber))?.order
    if (!order || order.createdById !== talk.person.id) continue
    if (prompt.taskId === 'draft') return { order, prompt, asks: 'draft' }
    const cart = draftStepId(deps.flow(order.flow, order.flowVersion))
    if (prompt.actions.some((a) => a.outcome === 'return' && a.to === cart)) return { order, prompt, asks: 'later' }
  }
  return undefined
}

async function showCart(talk: Talk, deps: HandlerDeps): Promise<boolean> {
  const cart = await cartOf(talk, deps)
  if (!cart || cart.order.lines.length === 0) {
    await talk.reply('购物车是空的，发「目录」看看有什么。')
    return true
  }
  const { order } = cart
  const lines = order.lines.map((l, i) => `${i + 1}. ${lineWords(l)}`)
  const next =
    cart.asks === 'draft'
      ? '改数量发「第1行数量改成3」，删除发「第1行不要了」，选好发「去结算」。'
      : `要加商品直接发品名和数量；没有要改的，请在【${cart.prompt.title}】卡片上继续。`
  await talk.reply(`购物车 ${order.number}：\n${lines.join('\n')}\n合计 ${balanceState(order).total}元。${next}`)
  return true
}

/** Puts an article into the open cart, or begins one. */
async function put(talk: Talk, deps: HandlerDeps, execute: Execute, product: Product, quantity: string): Promise<boolean> {
  if (!talk.isCustomer) {
    await talk.reply('购物车由客户本人使用；代客户下单请直接发订单内容。')
    return true
  }
  if (compareDecimals(quantity, '0') <= 0) {
    await talk.reply('数量要大于 0，例如「加入购物车 1 2」表示序号 1 买 2 件。')
    return true
  }
  const cart = await cartOf(talk, deps)
  if (cart && (cart.asks === 'draft' || (await backToCart(cart, talk, execute))))
    return addTo(cart.order, product, quantity, talk, execute)
  if (cart) return true
  const own = talk.directory.customers.find((c) => c.id === talk.customerId)
  const said = <T>(value: T) => ({ value, spans: [], confidence: 1 })
  const outcome = await execute.create(
    {
      type: 'CreateOrder',
      birthKey: `${talk.inbound.id}#cart`,
      text: talk.text || `加入购物车 ${product.name} ${quantity}${product.unit}`,
      way: 'chat',
      draft: {
        phones: [],
        ...(own ? { customerName: said(own.name) } : {}),
        lines: [
          {
            catalogCode: product.code,
            productName: said(product.name),
            quantity: said(quantity),
            unit: said(product.unit),
          },
        ],
      },
      doubts: [],
    },
    talk.context,
  )
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
  return true
}

/** From the questions that follow the cart back to it; false where that is refused, which is then said. */
export async function backToCart({ order, prompt }: OpenCart, talk: Talk, execute: Execute): Promise<boolean> {
  const back = prompt.actions.find((a) => a.outcome === 'return')
  if (!back) return true
  const { inboundId: _later, ...context } = talk.context
  const command = { type: 'AnswerPrompt' as const, promptId: prompt.id, actionId: back.id, inputs: {}, quote: talk.text }
  const outcome = await execute.onOrder(order.number, command, context)
  if (outcome.accepted !== false) return true
  await talk.refuse(outcome.refusal)
  return false
}

async function addTo(order: Order, product: Product, quantity: string, talk: Talk, execute: Execute): Promise<boolean> {
  const value = {
    productCode: product.code,
    name: product.name,
    ...(product.spec ? { spec: product.spec } : {}),
    quantity,
    unit: product.unit,
    unitPrice: product.price,
  }
  const changes = [intoCart(order, { line: 'add', value }, true)]
  const outcome = await execute.onOrder(order.number, { type: 'ChangeOrder', changes, why: '加入购物车' }, talk.context)
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
  return true
}

/** What is in the cart already stays one line: with the count said last, or with the sum where more of it is wanted. */
export const intoCart = (order: Order, change: Change, isMore: boolean): Change => {
  if (!('line' in change) || change.line !== 'add') return change
  const { productCode, unit, quantity } = change.value
  const same = productCode ? order.lines.find((l) => l.productCode === productCode && l.unit === unit) : undefined
  if (!same || !quantity) return change
  return { line: 'set', lineId: same.id, value: { quantity: isMore ? addDecimals(same.quantity, quantity) : quantity } }
}
