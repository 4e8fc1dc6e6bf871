/** Numerals as cheques and contracts write them, each with the plain one. */
const PLAIN: Record<string, string> = Object.fromEntries(
  [...'壹贰叁肆伍陆柒捌玖拾佰仟'].map((c, i) => [c, '一二三四五六七八九十百千'[i] ?? c]),
)
const FORMAL = Object.keys(PLAIN).join('')
/** Two of them or more, with a multiple among them or behind: 贰佰肆拾, 壹万. One alone is a figure where a count opens with it: 陆桶. */
const RUN = new RegExp(
  `[${FORMAL}][${FORMAL}零万]*[拾佰仟万][${FORMAL}零]*|[拾佰仟][${FORMAL}]|(?<![一-鿿])[${FORMAL}](?=[个只箱件套桶盒袋包瓶卷张条支根块片台把双吨])`,
  'g',
)
const ANY = new RegExp(`[${FORMAL}]`)

/** A text with formal numerals as plain ones, sign by sign, so that offsets stay. */
export const withPlainNumerals = (plain: string): string =>
  ANY.test(plain) ? plain.replace(RUN, (run) => [...run].map((c) => PLAIN[c] ?? c).join('')) : plain
