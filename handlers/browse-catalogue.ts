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
import { addDecimals, compareDecimals, formatQuantity, orderTotal } from '../domain/order/money-state'
import type { Change } from '../domain/order/order-commands'
import type { Order } from '../domain/order/order'
import { orderLine } from '../domain/order/from-draft'
import type { ParsedMessage } from '../domain/intake/draft'
import { readNumber } from '../domain/prompt/read-input'
import { SAY } from '../domain/wording/says'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import { sellsByCatalogue, type Talk } from './talk'

const LIST = /^(?:商品)?(?:目录|商品列表|有什么(?:货|商品|卖)|看看商品)\s*(?:第?\s*(\d{1,4})\s*页?)?[?？。]?$/
const SEARCH = /^(?:搜索|搜一?下?|查找|找一?下?)[:：\s]*(\S.{0,38}?)(?:\s+第(\d{1,4})页)?[?？。]?$/
const DETAILS = /^(?:商品)?(?:详情|介绍)[:：\s]*(\S.{0,38})$/
const TURN = /^(下一页|上一页|下页|上页|第(\d{1,4})页)[。]?$/
const ADD = /^(?:加入购物车|加购物车|加购|放进购物车)[:：\s]*(.{1,60})$/
const CART =
  /^(?:我的)?购物车[?？。]?$|^(?:现在|这些|全部|加起来)?(?:一共|总共|合计|共计|总价)(?:是|要)?(?:多少|几)?(?:钱|块|元)?[?？。]*$/

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
  const add = ADD.exec(text)
  if (add?.[1]) return addByWords(talk, deps, execute, add[1].trim())
  return false
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

/** The speaker's cart that is still open. */
async function cartOf(talk: Talk, deps: HandlerDeps): Promise<Order | undefined> {
  const open = await deps.book.openPrompts({ personIds: [talk.person.id] })
  for (const { orderNumber } of open.filter((p) => p.prompt.taskId === 'draft').toReversed()) {
    const stored = await deps.book.load(orderNumber)
    if (stored?.order.phase === 'draft' && stored.order.createdById === talk.person.id) return stored.order
  }
  return undefined
}

async function showCart(talk: Talk, deps: HandlerDeps): Promise<boolean> {
  const cart = await cartOf(talk, deps)
  if (!cart) {
    await talk.reply('购物车是空的，发「目录」看看有什么。')
    return true
  }
  const lines = cart.lines.map(
    (l, i) => `${i + 1}. ${[l.name, l.spec].filter(Boolean).join(' ')} ${formatQuantity(l.quantity)}${l.unit}`,
  )
  await talk.reply(
    `购物车 ${cart.number}：\n${lines.join('\n')}\n合计：${orderTotal(cart)}元\n改数量发「第1行数量改成3」，删除发「第1行不要了」，选好发「去结算」。`,
  )
  return true
}

/**
 * Goods that a customer names while their cart is open go into it: a new article is added, of one that lies there already the count is what was
 * said last. One customer has one cart.
 */
export async function orderIntoCart(talk: Talk, deps: HandlerDeps, execute: Execute, parsed: ParsedMessage): Promise<boolean> {
  const [draft, another] = parsed.orders
  if (!talk.isCustomer || !draft || another || draft.reference || draft.lines.length === 0 || !sellsByCatalogue(talk, deps))
    return false
  const open = await deps.book.openPrompts({ personIds: [talk.person.id] })
  if (open.some((p) => p.prompt.taskId === 'bind')) {
    await talk.reply(SAY.bindFirst)
    return true
  }
  const cart = await cartOf(talk, deps)
  if (!cart) return false
  const changes = draft.lines.map((read): Change => {
    const { id: _id, ...value } = orderLine('new', read, talk)
    const same = cart.lines.find(
      (l) => l.productCode !== undefined && l.productCode === value.productCode && l.unit === value.unit,
    )
    return same && value.quantity ? { line: 'set', lineId: same.id, value: { quantity: value.quantity } } : { line: 'add', value }
  })
  const command = { type: 'ChangeOrder' as const, changes, why: '加入购物车' }
  const outcome = await execute.onOrder(cart.number, command, talk.context)
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
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
  if (cart) {
    const same = cart.lines.find((l) => l.productCode === product.code && l.unit === product.unit)
    const change: Change = same
      ? { line: 'set', lineId: same.id, value: { quantity: addDecimals(same.quantity, quantity) } }
      : {
          line: 'add',
          value: {
            productCode: product.code,
            name: product.name,
            ...(product.spec ? { spec: product.spec } : {}),
            quantity,
            unit: product.unit,
            unitPrice: product.price,
          },
        }
    const outcome = await execute.onOrder(
      cart.number,
      { type: 'ChangeOrder', changes: [change], why: '加入购物车' },
      talk.context,
    )
    if (outcome.accepted === false) await talk.refuse(outcome.refusal)
    return true
  }
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
