/** Types that are called so by all makers of a trade, as pieces of a pattern. */
const STANDARD = [
  // Cells and batteries.
  '(?:cr|br|lr|sr|ag|er|icr|inr)\\d{1,5}[a-z]?',
  // Parts of computers.
  '(?:rtx|gtx|rx)\\d{3,4}(?:ti|super|xt|s)?',
  '(?:i[3579]|r[3579])-?\\d{4,5}[a-z]{0,2}',
  '(?:ddr|gen)[2-6]',
  // Switchgear, motors and their parts.
  '(?:cjx|cjt|cj|jr|js|jz|dz|nxb|nxc|nxm|nm|hr|hk|la|lw|ly|xb|yd|ye|jd)\\d{1,2}(?:-\\d+[a-z]*)?(?:/\\d+)?',
  '(?:yjv|yjlv|vv|kvv|kvvp|bv|bvr|rvv|rvvp|rvs|sywv|djyvp)\\d*(?:\\.\\d+)?(?:-\\d+)*',
  // Welding rods and wires.
  '(?:j[4-7]\\d{2}|a[1-4]\\d{2}|er\\d{2,4}[a-z]{0,2}(?:-\\d)?|h\\d{2}[a-z\\d]*|sj\\d{3}|hj\\d{3})',
  // Grades of steel, concrete, cement, board and stuff, classes of pipes and masks.
  '(?:q\\d{3}[a-e]?|sus\\d{3}[a-z]?|hrb\\d{3}e?|hpb\\d{3})',
  '(?:c\\d{2}(?:p\\d{1,2})?|m\\d{1,2}(?:\\.\\d)?|p\\.?[coi]\\d{2}(?:\\.\\d)?|e[012]|enf|b1)',
  '(?:dn|pn|de|pt)\\d{1,4}|k?n9[59]|ffp[123]|r\\d{2,3}[a-z]|ip\\d{2}',
  // Machine tools, guides and feed belts.
  '(?:ck|vmc|ca|xk|cak)\\d{3,4}[a-z]?|(?:hgr|hgh|hgw|egr|egh)\\d{2}[a-z]{0,2}',
].join('|')
const WHOLE = new RegExp(`^(?:${STANDARD})$`)
/** Whether a word is the type of an article that all makers call so. */
export const isStandardType = (word: string): boolean => WHOLE.test(word)
