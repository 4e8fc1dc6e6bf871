import type { Draft } from '../draft'

const PLAN =
  /^[^\n]{0,8}(?:送货|配送|派送|发车|出车|排车|派车|跑车|排班|值班)(?:安排|计划|表|任务|线路|路线|顺序)?(?:如下)?\s?[:：]?\s*\n/

/** 明天送货安排：⏎ 小李：周记粥铺 6件: who drives where with how much; where no goods are named, nothing is ordered. */
export const tellsPlan = (plain: string, orders: Draft[]): boolean =>
  PLAN.test(plain) && orders.every((o) => o.lines.every((l) => !l.productName && !l.productCode && !l.catalogCode))

/** Heads what each car takes along today: 明天送货安排, 下午装车计划, 今日出车. */
const CARS_PLANNED =
  /^[^\n]{0,8}(?:(?:送货|出车|车辆|装车|派车|配送|发车|排车|用车|跑车|线路)(?:安排|计划|表|分配|任务|顺序)|(?:今日|今天|明日|明天|上午|下午)(?:出车|装车|跑车))\s?[:：👇\n]/u
/** A driver or a car, and what it takes. */
const OF_CAR =
  /(?:^|[\n，,；;：:])\s?(?:(?:\d{1,2}号车|[一-鿿]{1,2}(?:师傅|司机)|[老小阿][一-鿿]|[大小货]车|[大小]货|面包车|冷藏车)\s?[:： ]|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z]\s?[\da-z]{3,6}(?![\da-z]))/g
/** Whether a message says which car goes where: those counts are parcels that go out, and nobody orders them. */
export const plansCars = (plain: string): boolean => CARS_PLANNED.test(plain) && (plain.match(OF_CAR)?.length ?? 0) > 1
