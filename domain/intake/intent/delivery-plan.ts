import type { Draft } from '../draft'

const PLAN =
  /^[^\n]{0,8}(?:送货|配送|派送|发车|出车|排车|派车|跑车|排班|值班)(?:安排|计划|表|任务|线路|路线|顺序)?(?:如下)?\s?[:：]?\s*\n/

/** 明天送货安排：⏎ 小李：周记粥铺 6件: who drives where with how much; where no goods are named, nothing is ordered. */
export const tellsPlan = (plain: string, orders: Draft[]): boolean =>
  PLAN.test(plain) && orders.every((o) => o.lines.every((l) => !l.productName && !l.productCode && !l.catalogCode))
