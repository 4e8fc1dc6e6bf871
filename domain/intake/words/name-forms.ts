import type { Page } from '../text/page'

/** A place of the message that could be who buys. */
export interface Candidate {
  start: number
  end: number
  score: number
  /** Found by its place rather than its form: to be asked about. */
  unsure?: boolean
}

/** Forms in which nothing but who buys is written, with how sure each is; the first group is the name. */
const FORMS: readonly { pattern: RegExp; score: number }[] = [
  // 花时间（武林店）: a chain and its branch.
  { pattern: /([一-鿿a-z]{2,12}[(（][一-鿿a-z\d]{1,8}店[)）])/, score: 6 },
  // 记金水湾物业账上.
  {
    pattern:
      /(?:记|挂|算|走)(?:到|在)?(?!一下|着|[一-鿿]?(?:账|我|你|他|公司|部门))([一-鿿]{2,12}?)的?(?:账上|账|头上|名下|\u0001)/,
    score: 6,
  },
  // 就给科瑞厨具留12张: whom so many are for.
  {
    pattern:
      /给(?![我你您他她咱客司到])([一-鿿][一-鿿a-z\d]{1,9}?)(?:(?:留|备|配|发|送|装|来|拿)(?=\d|[一二两三四五六七八九十]{1,3}[一-鿿])|备的|留的|走起|装上|送去|拉去|(?<=[一-鿿]{3})(?=\d{1,4}[一-鿿]))/,
    score: 4,
  },
  // 方姐家定的, 老许那边要的.
  {
    pattern: /(?:^|[\s，,。])([一-鿿]{1,2}[姐哥总嫂叔婶]|老[一-鿿])(?:家|那边|这边|店里)?(?:订|定|要|下)的(?=[\s，,。:：]|$)/,
    score: 5,
  },
  // 孙家窝堡老孙, 靠山屯小马: somebody of a village.
  {
    pattern: /(?:^|[\n，,。])([一-鿿]{2,4}[村屯堡庄镇乡湾沟寨集坪][老小][一-鿿])(?=[再又要订定报拿补来说：:，,\s]|还|先)/,
    score: 5,
  },
]

/** BlueSky Travel 翻单: words with capitals in front of what is wanted. */
const LATIN_ALONE =
  /(?<=^|[,，。.;；\n] ?|(?:bill|ship|deliver) to )[A-Z][A-Za-z&'.]+(?: [A-Z(][A-Za-z&'.)]+){1,3}(?=\s*(?:[,，。;；:：\n]|$|\s这次|\s今天))/g
const LATIN =
  /(?<![A-Za-z])[A-Z][A-Za-z&'.]+(?: (?:& )?[A-Z][A-Za-z&'.]+){1,3}(?=\s*(?:[:：,，(（]|here(?![a-z])|(?:needs?|wants?|requires?|requests?|orders?|would like|is ordering)(?![a-z])|又|再|要|订|定|翻|返|补|下单|加单))/g

/** Candidates by their form alone. */
export function* formedNames(page: Page, from: number, to: number): Generator<Candidate> {
  for (const { pattern, score } of FORMS)
    for (const m of page.findAll(pattern, from, to)) {
      const name = m[1] ?? ''
      const start = m.index + m[0].indexOf(name)
      yield { start, end: start + name.length, score }
    }
  const text = page.text.slice(from, to)
  for (const [pattern, score, far] of [
    [LATIN, 5, 40],
    [LATIN_ALONE, 3.6, Infinity],
  ] as const)
    for (const m of text.matchAll(pattern)) {
      const start = from + m.index
      const end = start + m[0].length
      if (m.index < far && page.live.slice(start, end) === page.plain.slice(start, end)) yield { start, end, score }
    }
}
