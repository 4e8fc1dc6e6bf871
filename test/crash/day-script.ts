import { ACKNOWLEDGED } from '../../domain/flows/shared-steps'

/** One thing that somebody does; `at` is the virtual time at which the clock stands then. */
export type Act =
  | { at: string; say: { chat: string; from: string; text: string; quote?: { order: number; title: string } } }
  | { at: string; press: { order: number; title: string; from: string; action: string; inputs?: Record<string, string> } }

const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
const day = (d: number, time: string): string => `2026-03-0${d}T${time}:00+08:00`
const press = (
  at: string,
  order: number,
  title: string,
  from: string,
  action: string,
  inputs: Record<string, string> = {},
): Act => ({ at, press: { order, title, from, action, inputs } })
const order = (at: string, from: string, text: string): Act => ({ at, say: { chat: 'intake', from, text } })
const TICKS = { noErrors: 'yes', legible: 'yes', remarksOk: 'yes' }
const SIGNED_FOR = Object.fromEntries(ACKNOWLEDGED.map(({ id }) => [id, 'yes']))
const CHECKED = { quantityOk: 'yes', packingOk: 'yes', labelsOk: 'yes' }

/** Two days of a paper mill: three orders side by side, one of each class, one sent back, one waiting for a late sign-back. Orders are counted from 0. */
const DAY: Act[] = [
  order(day(2, '09:10'), 'luo', '锦程印刷 80g双胶纸 787*1092 120令 单价155 3月20日交'),
  order(day(2, '09:12'), 'luo', '云和纸品 80g双胶纸 787*1092 60令 单价155 3月25日交'),
  order(day(2, '09:15'), 'fang', '恒泰包装 80g双胶纸 787*1092 20令 单价150 3月22日交'),
  press(day(2, '09:20'), 0, '订单草稿', 'luo', 'confirm'),
  press(day(2, '09:21'), 1, '订单草稿', 'luo', 'confirm'),
  press(day(2, '09:22'), 2, '订单草稿', 'fang', 'confirm'),
  press(day(2, '09:40'), 0, '备忘录', 'lin', 'done'),
  press(day(2, '09:42'), 1, '备忘录', 'chen', 'done'),
  press(day(2, '09:43'), 2, '备忘录', 'lin', 'done'),
  press(day(2, '09:50'), 2, '核价疑问', 'fang', 'done', { unitPrice: '152' }),
  press(day(2, '09:55'), 0, '价格与规格核对', 'lin', 'done'),
  press(day(2, '09:56'), 1, '价格与规格核对', 'chen', 'done'),
  press(day(2, '09:57'), 2, '价格与规格核对', 'lin', 'done'),
  press(day(2, '10:30'), 0, '技术确认', 'tang', 'done', { canProduce: 'yes', recipeChanged: 'no', rawMaterial: '够' }),
  press(day(2, '10:31'), 1, '技术确认', 'tang', 'done', { canProduce: 'yes', recipeChanged: 'no', rawMaterial: '够' }),
  press(day(2, '11:00'), 0, '原材料储备', 'tang', 'done', { note: '木浆库存40吨' }),
  press(day(2, '11:01'), 1, '原材料储备', 'tang', 'done', { note: '木浆库存40吨' }),
  press(day(2, '13:40'), 0, '交期书面确认', 'ma', 'done', { finishDate: '2026-03-12' }),
  press(day(2, '13:41'), 1, '交期书面确认', 'ma', 'done', { finishDate: '2026-03-14' }),
  press(day(2, '14:10'), 0, '确认书逐项核对', 'lin', 'done'),
  press(day(2, '14:12'), 1, '确认书逐项核对', 'chen', 'done'),
  press(day(2, '14:30'), 0, '客户收到确认书', 'lin', 'done'),
  press(day(2, '14:31'), 1, '客户收到确认书', 'chen', 'done'),
  press(day(2, '15:00'), 0, '下达生产指令单', 'lin', 'done'),
  press(day(2, '15:20'), 0, '生产指令单签收', 'ma', 'done', SIGNED_FOR),
  press(day(2, '15:21'), 0, '抄送签收', 'tang', 'done'),
  { at: day(2, '17:30'), say: { chat: 'ops', from: 'ma', text: '今天完成50令' } },
  press(day(3, '09:30'), 1, '确认书回签', 'luo', 'done', { file: PNG, ...TICKS }),
  press(day(3, '10:00'), 1, '定金到账', 'gu', 'paid', { amount: '2790' }),
  press(day(3, '10:30'), 0, '生产进度', 'ma', 'done', { quantity: '120' }),
  press(day(3, '11:00'), 0, '成品核对', 'lin', 'done', CHECKED),
  press(day(3, '11:10'), 0, '质检入库', 'qin', 'done', { quantityOk: 'yes', appearanceOk: 'yes', labelsOk: 'yes' }),
  press(day(3, '11:30'), 0, '合同条款核对', 'lin', 'done', { deliveryTerm: 'yes', paymentTerm: 'yes', settlement: 'yes' }),
  press(day(3, '14:00'), 0, '开发货通知单', 'lin', 'done'),
  press(day(3, '15:00'), 0, '发货', 'kong', 'shipped', { carrier: '德邦', trackingNumber: 'DPK202603030001', packages: '6' }),
  { at: day(3, '16:00'), say: { chat: 'intake', from: 'luo', text: '云和那单到哪了' } },
  press(day(4, '09:30'), 0, '装车后核对', 'lin', 'done'),
]

/** What is played from DAY_START on, and where the clock stands at last: reminders of everything that nobody answered have come by then. */
export interface DayScript {
  acts: readonly Act[]
  end: string
}

export const DAY_START = day(2, '09:00')
export const WHOLE_DAYS: DayScript = { acts: DAY, end: day(5, '12:00') }
/** Until the dates are confirmed, with the reminders of that day and the next morning: for servers on which the whole takes too long. */
export const FIRST_DAY: DayScript = { acts: DAY.filter((a) => a.at < day(2, '14:00')), end: day(3, '12:00') }
