import type { Product } from '../company'
import { formatMoney, formatQuantity } from '../order/money-state'
import type { Card } from './card'

/** The address of catalogue cards: they belong to no prompt, everything a press needs stands on the card itself. */
export const CATALOGUE = 'catalogue'

/** Articles a page shows: what fits on a phone. */
const PAGE = 8

const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Articles that hold every word of a query in name, alias, spec or code, in the order of the catalogue; all of them without a query. */
export const searchCatalogue = (products: Product[], query: string): Product[] => {
  const words = plain(query).split(/\s+/).filter(Boolean)
  return products.filter((p) => {
    const text = plain([p.name, p.spec, p.code, ...(p.aliases ?? [])].filter(Boolean).join(' '))
    return words.every((w) => text.includes(w))
  })
}

/** "订书机 24/6 15.00元/台，库存 20台" */
export const productWords = (p: Product): string =>
  `${[p.name, p.spec].filter(Boolean).join(' ')} ${formatMoney(p.price)}元/${p.unit}${p.stock === undefined ? '' : `，库存 ${formatQuantity(p.stock)}${p.unit}`}`

export interface CataloguePage {
  query: string
  /** 1, 2, ...; a number beyond the end shows the last page. */
  page: number
}

/** A page of the catalogue or of what a search found, with buttons to turn the page and to put an article into the cart. */
export function catalogueCard(products: Product[], { query, page }: CataloguePage): Card {
  const found = searchCatalogue(products, query)
  const pages = Math.max(1, Math.ceil(found.length / PAGE))
  const here = Math.min(Math.max(1, page), pages)
  const shown = found.slice((here - 1) * PAGE, here * PAGE)
  const mayPress = ['customer', 'sales', 'clerk']
  const turn = (to: number, label: string) =>
    to >= 1 && to <= pages ? [{ id: `page-${to}`, label, style: 'default' as const, mayPress }] : []
  return {
    kind: 'notice',
    title: `${query ? `搜索「${query}」` : '商品目录'} 第${here}/${pages}页（共${found.length}种）`,
    fields: shown.map((p, i) => ({ id: `item${i}`, label: String((here - 1) * PAGE + i + 1), value: productWords(p) })),
    inputs:
      shown.length === 0
        ? []
        : [
            { id: 'item', label: '商品序号', type: 'number', required: true },
            { id: 'quantity', label: '购买数量', type: 'number', required: false },
          ],
    actions: [
      ...(shown.length === 0 ? [] : [{ id: 'add', label: '加入购物车', style: 'primary' as const, mayPress }]),
      ...turn(here - 1, '上一页'),
      ...turn(here + 1, '下一页'),
    ],
    state: 'open',
  }
}

/** What page a catalogue card shows, read from its title; undefined for other cards. */
export const pageOfCard = (card: Card | undefined): CataloguePage | undefined => {
  const found = /^(?:搜索「(.*)」|商品目录) 第(\d+)\/\d+页/.exec(card?.title ?? '')
  return found ? { query: found[1] ?? '', page: Number(found[2]) } : undefined
}

/** One article with everything a buyer asks for. */
export const productCard = (p: Product): Card => ({
  kind: 'notice',
  title: `商品 ${p.name}`,
  fields: [
    { id: 'code', label: '编号', value: p.code },
    ...(p.spec ? [{ id: 'spec', label: '规格', value: p.spec }] : []),
    { id: 'price', label: '单价', value: `${formatMoney(p.price)}元/${p.unit}` },
    {
      id: 'stock',
      label: '库存',
      value: p.stock === undefined ? '以业务员确认为准' : `${formatQuantity(p.stock)}${p.unit}`,
    },
  ],
  inputs: [{ id: 'quantity', label: '购买数量', type: 'number', required: false }],
  actions: [{ id: 'buy', label: '加入购物车', style: 'primary', mayPress: ['customer', 'sales', 'clerk'] }],
  state: 'open',
})
