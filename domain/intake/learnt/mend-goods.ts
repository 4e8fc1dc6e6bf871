import { isGoods, isTalk } from '../words/goods-words'
import { saysWhich } from '../words/goods-qualities-words'
import { isStandardType } from '../words/standard-types'
import { CODE, COLOR, CUSTOMER, NAME, QUANTITY, SPEC } from './role-numbers'
import type { Board, Stretch } from './mend-by-list'

/** Says what a figure right behind it measures. */
const MEASURE = /(?:[尾胸地线杆内外孔口直]径|[幅门]宽|门幅|冠幅|株高|壁厚|齿数|模数|孔距|扬程)$/
const MEASURE_SIGNS = 2

const LONGEST_CLAUSE = 40
const CLAUSE_END = /^[N,，。;；、!！]$/
/** Signs of the talk about goods, and words that ask for them. */
const TALK =
  /[的地得了着过也都又还再就只但共各约把被给让帮替跟和与或及配加添补改调追来要订定拿送发到留存用做按照这那我你他她它们]/
const NAME_SIGNS = { least: 2, most: 10 }
/** In front of a size and its count it is a name when so likely one. */
const LIKELY_NAME = 0.2
/** So many cells that begin with names make a list of them. */
const LIST = 2
const LIKELY_SIZE = 0.3
const LONGEST_SIZE = 8
/** A word that is told of one article is not the end of the name of another one that may as well be told so. */
const LIKELY_TOLD = 0.1

/** Trade talk and what is to be done, not goods: at the end of a name they belong to none. */
const NO_PART = /(?:拼团|团购|接龙|秒杀|预售|(?:[特优惠批发活动开新年老底团]{1,3})价|(?:改|换)成?|再[搁弄搞]|(?<!纪)要)$/
const LONGEST_TAIL = 4
/** Words in front of a colon or a sign of equality that say what stands behind it. */
const SAYS_SPEC = /(?:材质|材料|质地|规格|尺寸|型号|厚度|版式)(?:[尺规]寸?格?)?$/
const SAYS_NAME = /^(?:品名|货品|产品|商品|物料|货物|名称|品种|货名|物|货)(?:名称)?$/
const PAPER = /^a[0-6]$/
const PAPER_GLUED = /^a[0-6][一-鿿]?$/
/** Plastics by their letters, with the part that is made of them. */
const STUFF =
  /^(?:abs|pvc|upvc|pp|pe|hdpe|ldpe|pu|tpu|tpe|tpr|eva|epe|xpe|eps|epp|pc|pet|petg|pla|pom|pa|ptfe|pvdf|ppr|mdf|frp|smc|pmma)[一-鿿]{0,2}$/
const LONGEST_BRACKET = 12
const LIKELY_LEAD = 0.27
/** Asking for goods, with as many signs of their name behind it as are taken for the buyer's. */
const ASKS = /(?<=[一-鿿]{2})(要[订定买拿进]?|[订定采]购|[补拿订])([一-鿿]{1,3})$/

class GoodsMender {
  constructor(private readonly board: Board) {}

  private text(from: number, to: number): string {
    const { plain, pieces } = this.board
    return plain.slice(pieces[from]?.start, pieces[to - 1]?.end)
  }
  private *stretchesOf(role: number): Generator<Stretch> {
    const { pieces, roles } = this.board
    for (let i = 0; i < pieces.length; i++) {
      if (this.board.roleAt(i) !== role) continue
      let to = i + 1
      while (to < pieces.length && roles[to] === role) to++
      yield { from: i, to }
      i = to - 1
    }
  }

  /** 青竹尾径8公分: what a figure measures stands with it. */
  measures(): void {
    for (const { from } of this.stretchesOf(SPEC)) {
      if (!/^[9n]$/.test(this.board.kindAt(from)) || from < MEASURE_SIGNS) continue
      const own = { from: from - MEASURE_SIGNS, to: from }
      if (!MEASURE.test(this.text(own.from, from))) continue
      const roles = [this.board.roleAt(own.from), this.board.roleAt(own.from + 1)]
      if (roles.every((r) => r === NAME || r === 0)) this.board.put(own, SPEC)
    }
  }

  /** CR2032, RTX4060, CJX2-3210: a type that a whole trade calls so is no number of one supplier's article. */
  types(): void {
    for (const { from, to } of this.stretchesOf(CODE)) if (isStandardType(this.text(from, to))) this.board.put({ from, to }, SPEC)
  }

  /** 轮椅折叠 24寸6台: a size right in front of a count is of what stands before it. */
  sizes(): void {
    for (let i = 0; i < this.board.pieces.length; i++) {
      if (this.board.roles[i] !== QUANTITY || this.board.roleAt(i - 1) === QUANTITY) continue
      let end = i
      while (end > 0 && /^[S*]$/.test(this.board.kindAt(end - 1)) && this.board.roles[end - 1] === 0) end--
      let from = end
      while (
        from > 0 &&
        end - from < LONGEST_SIZE &&
        this.board.roles[from - 1] === 0 &&
        /^[9nAC.-]$/.test(this.board.kindAt(from - 1))
      )
        from--
      if (from === end || !/\d/.test(this.text(from, end)) || !/^[9A]$/.test(this.board.kindAt(from))) continue
      if (from === 0 || !this.isGoods(from - (this.board.kindAt(from - 1) === 'S' ? 2 : 1))) continue
      if (this.board.mean({ from, to: end }, SPEC) >= LIKELY_SIZE) this.board.put({ from, to: end }, SPEC)
    }
  }
  private isGoods(i: number): boolean {
    const role = this.board.roleAt(i)
    return role === NAME || role === SPEC || role === COLOR || role === CODE
  }

  /** 绷带10cm*3m100卷: where nothing in front of a size with a count is a name, it is the word that most likely is one. */
  orphans(): void {
    for (let i = 0; i < this.board.pieces.length; i++) {
      if (this.board.roles[i] !== QUANTITY || this.board.roleAt(i - 1) === QUANTITY) continue
      let at = i
      let sized = false
      while (at > 0 && (this.board.roles[at - 1] === SPEC || /^[S*]$/.test(this.board.kindAt(at - 1)))) {
        at--
        sized ||= this.board.roles[at] === SPEC
      }
      if (!sized) continue
      const word = this.wordBefore(at)
      if (word && this.mayName(word)) this.board.put(word, NAME)
    }
  }
  private mayName(word: Stretch): boolean {
    const name = this.board.mean(word, NAME)
    return name >= LIKELY_NAME && name > this.board.mean(word, CUSTOMER)
  }
  /** The word without a role that ends in front of a piece, without the talk that leads to it. */
  private wordBefore(end: number): Stretch | undefined {
    let from = end
    while (
      from > 0 &&
      end - from <= NAME_SIGNS.most &&
      this.board.roles[from - 1] === 0 &&
      /^[CnA]$/.test(this.board.kindAt(from - 1)) &&
      !TALK.test(this.text(from - 1, from))
    )
      from--
    const length = end - from
    if (length < NAME_SIGNS.least || length > NAME_SIGNS.most) return undefined
    // What goes on in front of it is not this word alone.
    return from > 0 && this.isGoods(from - 1) ? undefined : { from, to: end }
  }

  /** 茶盘大号4个、保温壶2L的2把、垃圾袋45*50 5包: where other counted cells of a list begin with names, one that names nothing does too. */
  lists(): void {
    const { pieces, roles } = this.board
    const open: Stretch[] = []
    let named = 0
    for (let from = 0; from < pieces.length; ) {
      let to = from
      let [counted, called] = [false, false]
      for (; to < pieces.length && !CLAUSE_END.test(this.board.kindAt(to)); to++) {
        const role = this.board.roleAt(to)
        counted ||= role === QUANTITY
        called ||= role === NAME || role === CODE || role === COLOR || role === CUSTOMER
        if (!counted && role === NAME && (to === from || this.board.roleAt(to - 1) === 0)) named++
      }
      if (counted && !called) {
        let begins = from
        while (begins < to && /^[S9.)]$/.test(this.board.kindAt(begins)) && roles[begins] === 0) begins++
        let end = begins
        while (end < to && roles[end] === 0 && this.board.kindAt(end) === 'C') end++
        if (end - begins >= NAME_SIGNS.least && end - begins <= NAME_SIGNS.most) open.push({ from: begins, to: end })
      }
      from = to + 1
    }
    if (named < LIST) return
    for (const word of open) {
      const text = this.text(word.from, word.to)
      if (TALK.test(text) || isTalk(text) || !(isGoods(text) || this.board.mean(word, NAME) >= LIKELY_NAME)) continue
      this.board.put(word, NAME)
    }
  }

  /** 补鲫竿: / 3.6米 5 / 4.5米 10: where nothing at all is named, the likeliest word names what is counted. */
  heading(): void {
    const { pieces, roles } = this.board
    if (!roles.includes(QUANTITY) || !roles.includes(SPEC)) return
    for (let i = 0; i < pieces.length; i++) if (this.board.roleAt(i) === NAME || roles[i] === CODE) return
    let best: { word: Stretch; share: number } | undefined
    for (let end = pieces.length; end > 0; end--) {
      const word = this.wordBefore(end)
      if (!word) continue
      const share = this.board.mean(word, NAME)
      if (this.mayName(word) && share > (best?.share ?? 0)) best = { word, share }
      end = word.from + 1
    }
    if (best) this.board.put(best.word, NAME)
  }

  /** 花茶散装15公斤，乌龙散装8公斤: what is told of one article is not the end of the name of the next. */
  alike(): void {
    const told = new Set<string>()
    for (const { from, to } of this.stretchesOf(SPEC)) {
      const word = this.text(from, to)
      if (/^[一-鿿]{2,4}$/.test(word)) told.add(word)
    }
    if (told.size === 0) return
    for (const { from, to } of this.stretchesOf(NAME))
      for (let at = Math.max(from + NAME_SIGNS.least, to - LONGEST_TAIL); at <= to - 2; at++)
        if (told.has(this.text(at, to)) && this.board.mean({ from: at, to }, SPEC) >= LIKELY_TOLD) {
          this.board.put({ from: at, to }, SPEC)
          break
        }
  }

  /** 收纳袋拼团, 控制器再搁五个: words of the trade and of the asking end no name. */
  tails(): void {
    for (const { from, to } of this.stretchesOf(NAME)) {
      const tail = NO_PART.exec(this.text(Math.max(from, to - LONGEST_TAIL), to))?.[0].length ?? 0
      if (tail > 0 && to - from - tail >= NAME_SIGNS.least) this.board.put({ from: to - tail, to }, 0)
    }
  }

  /** 材质:三元乙丙 is told of the goods, 货品:药盒 names them. */
  labels(): void {
    const { pieces, roles } = this.board
    for (let i = 1; i < pieces.length; i++) {
      if (!/^[:=]$/.test(this.board.kindAt(i))) continue
      let start = i
      while (start > 0 && i - start < 6 && this.board.kindAt(start - 1) === 'C') start--
      const label = this.text(start, i)
      let from = i + 1
      while (this.board.kindAt(from) === 'S') from++
      let to = from
      while (to < pieces.length && /^[CnA9]$/.test(this.board.kindAt(to))) to++
      if (to === from) continue
      if (SAYS_SPEC.test(label)) {
        for (let k = from; k < to; k++) if (this.board.roleAt(k) === NAME) this.board.put({ from: k, to: k + 1 }, SPEC)
      } else if (SAYS_NAME.test(label) && (to === pieces.length || CLAUSE_END.test(this.board.kindAt(to)))) {
        if (roles.subarray(from, to).every((r) => r === 0) && to - from <= NAME_SIGNS.most) this.board.put({ from, to }, NAME)
      }
    }
  }

  /** 体检袋 A4牛皮纸: a size of paper behind a name with a blank is told of it; A4扫描仪 is one name. */
  papers(): void {
    const { board } = this
    for (const { from, to } of this.stretchesOf(NAME))
      if (PAPER.test(this.text(from, to)) && board.kindAt(from - 1) === 'S' && board.roleAt(from - 2) === NAME)
        board.put({ from, to }, SPEC)
    for (const { from, to } of this.stretchesOf(SPEC))
      if (PAPER_GLUED.test(this.text(from, to)) && this.board.roleAt(to) === NAME) this.board.put({ from, to }, NAME)
  }

  /** 护理床 ABS床头: a stuff behind a name with a blank, or a part made of it, is told of it. */
  stuffs(): void {
    for (const { from, to } of this.stretchesOf(NAME))
      if (STUFF.test(this.text(from, to)) && this.board.kindAt(from - 1) === 'S' && this.board.roleAt(from - 2) === NAME)
        this.board.put({ from, to }, SPEC)
  }

  /** 花炮(40cm 彩纸): what stands in brackets behind a name with a size is told of it. */
  brackets(): void {
    const { pieces, roles } = this.board
    for (let i = 1; i < pieces.length; i++) {
      if (this.board.kindAt(i) !== '(' || this.board.roleAt(i - 1) !== NAME) continue
      let to = i + 1
      while (to < pieces.length && to - i < LONGEST_BRACKET && !/^[)N]$/.test(this.board.kindAt(to))) to++
      const inner = roles.subarray(i + 1, to)
      if (this.board.kindAt(to) !== ')' || !inner.includes(SPEC) || inner.includes(QUANTITY)) continue
      for (let k = i + 1; k < to; k++) if (this.board.roleAt(k) === NAME) this.board.put({ from: k, to: k + 1 }, SPEC)
    }
  }

  /** 喜乐派对要订造型气球50个: what stands between the asking and a name is of the name, not of who asks. */
  asked(): void {
    for (const { from, to } of this.stretchesOf(CUSTOMER)) {
      if (this.board.roleAt(to) !== NAME) continue
      const asked = ASKS.exec(this.text(from, to))
      if (!asked) continue
      const begins = to - (asked[2] ?? '').length
      this.board.put({ from: begins - (asked[1] ?? '').length, to: begins }, 0)
      if (begins < to) this.board.put({ from: begins, to }, NAME)
    }
  }

  /** 校报 8开 4版: where a row names nothing, its first word names the goods rather than telling which. */
  leads(): void {
    for (const { from, to } of this.stretchesOf(SPEC)) {
      if (from > 0 && this.board.roleAt(from - 1) !== 0) continue
      let end = from
      while (end < to && this.board.kindAt(end) === 'C') end++
      if (end - from < NAME_SIGNS.least || end - from > LONGEST_TAIL) continue
      if (this.board.kindAt(end) !== 'S') continue
      const word = { from, to: end }
      if (this.board.mean(word, NAME) < LIKELY_LEAD || saysWhich(this.text(from, end))) continue
      if (!this.isNamed(from)) this.board.put(word, NAME)
    }
  }
  /** Whether a name or number stands in the clause of a piece. */
  private isNamed(at: number): boolean {
    const { pieces } = this.board
    const named = (i: number): boolean => this.board.roleAt(i) === NAME || this.board.roleAt(i) === CODE
    for (let i = at; i >= 0 && at - i < LONGEST_CLAUSE && !CLAUSE_END.test(this.board.kindAt(i)); i--) if (named(i)) return true
    for (let i = at; i < pieces.length && i - at < LONGEST_CLAUSE && !CLAUSE_END.test(this.board.kindAt(i)); i++)
      if (named(i)) return true
    return false
  }
}

/** Puts the borders of names and of what is told of goods right by how they are written. */
export function mendGoods(board: Board): void {
  const mender = new GoodsMender(board)
  mender.labels()
  mender.types()
  mender.measures()
  mender.papers()
  mender.stuffs()
  mender.brackets()
  mender.asked()
  mender.leads()
  mender.alike()
  mender.sizes()
  mender.orphans()
  mender.lists()
  mender.heading()
}

/** Takes words that are of no name from the ends of names. */
export function mendNameEnds(board: Board): void {
  new GoodsMender(board).tails()
}
