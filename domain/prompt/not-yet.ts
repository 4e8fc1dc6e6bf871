/** A time still to come, or one that only seems near, in front of what is said to be done. */
const LATER =
  /(?:[大]?后天|明[天早晚日儿]|下下?(?:周|个?星期|个?礼拜|个?月)|预计|估计|争取|尽量|马上|就快|快要?|差不多|即将|才能?|要到|还要|还得|等(?:会|下|一)|待会|一会儿?|回头|晚[点些上]|(?:过|再)[一两三几\d]+天)[^，,。；;\n]*$/
/** A day or an hour that may be past as well: what happened then is told with 了, 的 or 已. */
const SOME_TIME =
  /(?:(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}\s?[号日]|[\d一两三几]+天[之以]?[内后]?|[上下]午|中午|今晚|傍晚)[^，,。；;\n]*$/
const PAST = /已|昨|刚|前[天日]|上周/

/** Whether a clause says of `word`, which begins at `at`, that it is still to come: "明天下午做完" against "昨天做完了". */
export function comesLater(text: string, at: number, word: string): boolean {
  const before =
    text
      .slice(0, at)
      .split(/[，,。；;\n]/)
      .at(-1) ?? ''
  if (PAST.test(before) || /^[已]/.test(word)) return false
  return LATER.test(before) || (SOME_TIME.test(before) && !/^[了的]/.test(text.slice(at + word.length)))
}

const EXCEPT = /(?<!不)但|不过|可是|只是(?!问)|就是(?=少|缺|有|没|坏|破|不)|除非|除了|前提|条件是/
const DEPENDS = /只要|如果|要是|的话|必须先|得先|要先|[等先].{1,16}(?:再|才|后)/
const OTHERWISE = /[改换降涨加减调][成为到至了]|[一二三四五六七八九十百千万两]{1,6}\s?(?:元|块|折|个点)|\d/

/**
 * What takes part of an assent back, or makes it depend on something: "同意，但价格改成130", "收到了，但少了两箱". `leftover` is what the words
 * say beside the button and beside what it asks for; where a whole order is approved, what it depends on and figures of its own do so too.
 */
export const reserves = (leftover: string, approval: boolean): boolean =>
  EXCEPT.test(leftover) || (approval && (DEPENDS.test(leftover) || OTHERWISE.test(leftover)))
