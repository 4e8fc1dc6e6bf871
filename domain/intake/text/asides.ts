import type { Page } from './page'

/** Somebody who is called, not the price behind a sign: @小李, but not @85. */
const CALLED = /@[^\s@，,：:]{1,12}(?=[\s，,：:]|$)/
/** Faces that a messenger writes as words: [捂脸]. */
const FACE = /\[(?![^\]]*[票递付结提税邮送])[一-鿿]{1,4}\]/
const CLOSE = '(?=[，,。;；!！?？~\\s\\u0001]|$)'
const PARTICLE = '[啊呀哦喔哈嗷噢嘛啵噻撒咯喽啦喇呗呐咧唻嘞伐哇]'
/**
 * Asks whether it will do, at the end of what is said, in the speech of the north, the Yangtze delta, Sichuan, Hunan and Canton: 要得不, 得唔得, 中不中,
 * 好伐, 阿好, 妥不. It belongs to no value, nor do particles behind it.
 */
const WILL_DO = new RegExp(
  `(?:要得(?:不|伐|吗|么|嘛)|得唔得|得冇|得不得行?|[中行成妥好]不[中行成妥好]|好弗好|[中行成妥好得][不伐]|[阿可](?:好|行|中|得)|可不可以|可以(?:不|伐)|(?:可以|要得|没问题|[中行成妥好]|ok)(?:吗|么|嘛|吧|啵|啦|咯)|要得|就得)${PARTICLE}{0,2}${CLOSE}`,
)
/** Particles alone at the end of what is said, none that may end a name (娃哈哈, 喇嘛). */
const PARTICLE_ALONE = new RegExp(`(?<=[一-鿿\\da-z])(?:(?<!哈)哈|嗷|(?<!喇)嘛|噻|啵|呗|咯|喽|嘞)${CLOSE}`)

/** Takes off the page what is said to the reader beside the order: who is called, faces, whether it will do. */
export function passAsides(page: Page): void {
  for (const m of page.findAll(CALLED)) if (!/^@\s?\d/.test(m[0])) page.take(m.index, m.index + m[0].length)
  for (const pattern of [FACE, WILL_DO, PARTICLE_ALONE])
    for (const m of page.findAll(pattern)) page.take(m.index, m.index + m[0].length)
}
