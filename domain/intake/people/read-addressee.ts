import type { IntakeContext } from '../draft'
import type { Page } from '../text/page'
import { isVocative, ORG, SURNAME, TRADE, VOCATIVE } from '../words/people-words'

const GREETING =
  '喂|哎+|诶|欸|嘿|嗨|哈[喽啰]|hi|hello|hey|dear|morning|good morning|早安|早(?!上(?:那|这|的|下单|订|报|发|送|\\d|[一二两三四五六七八九十]点)|[晨间期先就晚餐茶班市点])|早上好|上午好|中午好|下午好|晚上好|你好|您好|在吗|不好意思|打扰了?|麻烦'
const PERSON = `小[一-鿿]子|[老小阿大](?![家店客板号包])[一-鿿](?:哥|姐|总)?|(?:[一-鿿]|${SURNAME}[一-鿿]{0,2})(?:总|老板娘?|姐|哥|叔|婶|嫂|伯|师傅|老师|经理|主管|店长|会计|小姐|先生|女士|阿姨|部长|主任)`
/** Called without a name: never who buys. */
const TITLE =
  '老板娘|老板(?![电椅台桌牌])|掌柜的?|师傅(?!傅)|阿姨|美女|帅哥|老铁|兄弟|哥们儿?|老[哥弟]|亲爱的|宝子|亲(?=[,，!！~\\s])|各位(?:老板|好|亲)?|大家好?'
/** What is said to a person that is called; behind a name that buys stand its wants instead. */
const CALLED = '(?:[你您]好|早[啊呀]?|在吗|辛苦了?|[啊呀哦哈])?[,，!！~、:：。]?\\s?'
/** What tells that words at the beginning call somebody, to be taken with them, and what a message goes on with behind them. */
const CALLED_SIGNS = '(?:[你您]好|在吗|辛苦了?|[啊呀哦哈])?(?:[,，!！~、。]\\s?|\\s+)'
const WANTED =
  '[给帮替把]|麻烦|辛苦|[再又还先]?(?:补|来|拿|整|搞|弄|要|订|定|下单|送|发|留|上(?!海|衣)|配|备|装)(?:货|点|个|\\d|[一二两三四五六七八九十半])|我[们要这家店]?|[你您]|[昨前今明][天日儿晚早]|刚才|上[周次回]|啥时候|什么时候|\\d'
const SPEAKS_TO =
  '(?=[,，!！~、]|早(?=[啊呀,，!！\\s])|[啊呀哦](?!订|要)|[你您]|(?:[今明后][天儿早晚日]|听日|周[一二三四五六日天])?[给帮替]我|给咱|麻烦|辛苦|请|在吗|好[,，啊!！\\s]|我[是们这要家店叫])'
const WANTS = '(?:那边|这边|家|店|说|的|又|刚|再)?(?:要|订|定|下|报|需|补|来|拿|加|采购|返|翻|照|老样子)'

const NAMED = new RegExp(`^${WANTS}`)

const GREETED = new RegExp(
  `^[\\s,，!！~。\u0001]*((?:${GREETING})[\\s,，!！~、:：。]*(?:${GREETING})?[\\s,，!！~、:：。]*)((?:${TITLE}|(?:${PERSON})(?!${WANTS}|[一-鿿]{0,4}[:：]))${CALLED})?`,
)
const GREETED_ABROAD = /^[\s]*(?:hi|hello|hey|dear|good morning|morning)[\s,]+[a-z]{2,12}[\s,，!！]+/
const BY_TITLE = new RegExp(`^[\\s\u0001]*(?:${TITLE})${CALLED}`)
/** 宝子补货啦, 老妹儿给我整两件, 兄弟 螺丝200个: behind who is called stands a want, a count, a blank or an earlier day. */
const BY_KIN = new RegExp(
  `^[\\s\u0001,，!！~。]*(?:${VOCATIVE}(?:${CALLED_SIGNS}|(?=${WANTED}))|(?:宝|亲|[哥姐])(?:们|儿)?(?:[,，!！~、]\\s?|\\s+))`,
)
const BY_NAME = new RegExp(`^[\\s\u0001]*(?:${PERSON})${SPEAKS_TO}${CALLED}`)
const BY_NAME_AND_BLANK = new RegExp(`^\\s*(?:${PERSON})\\s+`)

/** What a shop trades in, at its longest; 老板宏达超市要… calls one and names the other. */
const LONGEST_TRADE = 3
/** 老板娘烧烤：…, 兄弟建材要…: words that call somebody begin the name of a shop. */
function beginsName(plain: string, at: number, called: number): boolean {
  const text = plain.slice(at)
  if (!isVocative(text.slice(0, called))) return false
  for (let n = 2; n <= LONGEST_TRADE; n++) {
    const name = text.slice(0, called + n)
    const rest = text.slice(called + n)
    if (/^[一-鿿]+$/.test(name) && ORG.test(name) && (/^[:：]/.test(rest) || (!TRADE.test(name) && NAMED.test(rest)))) return true
  }
  return false
}

/** Takes off the page whom a message greets or calls at its beginning, so that nobody reads the name as who buys or receives. Gives where the rest begins. */
export function passAddressee(page: Page, context: IntakeContext): number {
  const spoken =
    page.find(GREETED_ABROAD) ??
    page.find(GREETED) ??
    page.find(BY_TITLE) ??
    page.find(BY_KIN) ??
    page.find(BY_NAME) ??
    (context.senderRole === 'customer' ? page.find(BY_NAME_AND_BLANK) : null)
  if (!spoken || beginsName(page.plain, spoken.index, spoken[0].length)) return 0
  const known = (context.customers ?? []).flatMap((c) => [c.name, ...(c.aliases ?? [])])
  if (known.some((name) => name.length >= 2 && spoken[0].includes(name.toLowerCase()))) return 0
  page.take(spoken.index, spoken.index + spoken[0].length)
  return spoken.index + spoken[0].length
}
