import type { Bar, LateTask, OrderWeek } from '../../domain/reports/order-week'

const INK = '#1f2933'
const GREY = '#7b8794'
const BLUE = '#2f6fdb'
const TEAL = '#2a9d8f'
const RED = '#d64545'
const LINE = '#e4e7eb'

const WIDTH = 1080
const BAR_ROW = 37
const MATRIX_ROW = 46
const LATE_ROW = 54
const FIRST_ROW = 212

interface Panel {
  x: number
  y: number
  plot: { left: number; top: number; width: number }
}

/** Where each panel lies: heading, then the plot. The lower two move up when the upper ones are short. */
function panels(week: OrderWeek) {
  const upper = Math.max(week.bySteps.length, week.hoursBySteps.length, 1) * BAR_ROW
  const second = FIRST_ROW + 44 + upper + 36
  const lower = Math.max(week.waits.holders.length * MATRIX_ROW + 34, week.late.length * LATE_ROW, 40)
  return {
    steps: { x: 40, y: FIRST_ROW, plot: { left: 170, top: FIRST_ROW + 44, width: 320 } },
    hours: { x: 560, y: FIRST_ROW, plot: { left: 690, top: FIRST_ROW + 44, width: 320 } },
    waits: { x: 40, y: second, plot: { left: 170, top: second + 78, width: 340 } },
    late: { x: 560, y: second, plot: { left: 560, top: second + 44, width: 480 } },
    height: second + 44 + lower + 36,
  }
}

/** Size of the drawing in units. */
export const weekSize = (week: OrderWeek): { width: number; height: number } => ({ width: WIDTH, height: panels(week).height })

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

type Text = Record<string, unknown>
const text = (x: number, y: number, words: string, style: Record<string, unknown>, font: string): Text => ({
  type: 'text',
  left: x,
  top: y,
  style: { text: words, fill: INK, fontFamily: font, fontSize: 16, ...style },
})

function heading(week: OrderWeek, font: string): Text[] {
  const { figures: f } = week
  const cards: [string, number, string][] = [
    ['本周新单', f.created, INK],
    ['本周完成', f.completed, INK],
    ['本周发货', f.shipped, INK],
    ['在途订单', f.underWay, BLUE],
    ['超时事项', f.late, f.late > 0 ? RED : TEAL],
  ]
  return [
    text(40, 28, `${cut(week.company, 20)} · 订单周报`, { fontSize: 30, fontWeight: 'bold' }, font),
    text(40, 72, `${week.from} 至 ${week.to}`, { fontSize: 17, fill: GREY }, font),
    ...cards.flatMap(([label, value, fill], i) => [
      {
        type: 'rect',
        left: 40 + i * 204,
        top: 106,
        shape: { width: 184, height: 70, r: 8 },
        style: { fill: '#f5f7fa' },
      },
      text(56 + i * 204, 118, String(value), { fontSize: 30, fontWeight: 'bold', fill }, font),
      text(56 + i * 204, 152, label, { fontSize: 15, fill: GREY }, font),
    ]),
  ]
}

const panelTitle = ({ x, y }: Panel, words: string, note: string, font: string): Text[] => [
  text(x, y, words, { fontSize: 19, fontWeight: 'bold' }, font),
  text(x + words.length * 19 + 12, y + 4, note, { fontSize: 14, fill: GREY }, font),
]

const emptyNote = ({ x, y }: Panel, words: string, font: string): Text =>
  text(x, y + 52, words, { fontSize: 16, fill: GREY }, font)

function bars({ plot }: Panel, gridIndex: number, list: Bar[], colour: string, font: string) {
  return {
    grid: { ...plot, height: BAR_ROW * list.length },
    xAxis: { type: 'value', gridIndex, show: false, min: 0, max: Math.max(...list.map((b) => b.value)) * 1.22 },
    yAxis: {
      type: 'category',
      gridIndex,
      inverse: true,
      data: list.map((b) => cut(b.name, 8)),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { fontFamily: font, fontSize: 15, color: INK },
    },
    series: {
      type: 'bar',
      xAxisIndex: gridIndex,
      yAxisIndex: gridIndex,
      data: list.map((b) => b.value),
      barWidth: 18,
      itemStyle: { color: colour, borderRadius: [0, 4, 4, 0] },
      label: { show: true, position: 'right', fontFamily: font, fontSize: 15, color: INK },
    },
  }
}

function waits({ plot }: Panel, gridIndex: number, week: OrderWeek, font: string) {
  const { waiters, holders, counts } = week.waits
  const label = { fontFamily: font, fontSize: 15, color: INK }
  const bare = { axisLine: { show: false }, axisTick: { show: false }, splitArea: { show: false } }
  return {
    grid: {
      ...plot,
      width: Math.min(plot.width, waiters.length * 84),
      height: MATRIX_ROW * holders.length,
    },
    xAxis: {
      type: 'category',
      gridIndex,
      position: 'top',
      data: waiters.map((w) => cut(w, 4)),
      axisLabel: { ...label, interval: 0 },
      ...bare,
    },
    yAxis: { type: 'category', gridIndex, inverse: true, data: holders.map((h) => cut(h, 6)), axisLabel: label, ...bare },
    series: {
      type: 'heatmap',
      xAxisIndex: gridIndex,
      yAxisIndex: gridIndex,
      data: counts.map((c) => [c.waiter, c.holder, c.orders]),
      label: { show: true, fontFamily: font, fontSize: 16, fontWeight: 'bold' },
      itemStyle: { borderColor: '#fff', borderWidth: 3, borderRadius: 6 },
    },
    visualMap: {
      show: false,
      seriesIndex: gridIndex,
      min: 0,
      max: Math.max(1, ...counts.map((c) => c.orders)),
      inRange: { color: ['#e8f0fe', '#8fb6f5', '#2f6fdb'] },
    },
  }
}

/** Tenths of an hour below ten. */
const overTime = (hours: number): string => (hours < 10 ? `${hours} 小时` : `${Math.round(hours)} 小时`)

const lateRows = ({ plot }: Panel, late: LateTask[], font: string): Text[] =>
  late.flatMap((task, i) => {
    const y = plot.top + i * LATE_ROW
    return [
      text(560, y, cut(task.orderNumber, 24), { fontSize: 15, fontWeight: 'bold' }, font),
      text(
        560,
        y + 22,
        cut(`${task.title} · ${task.holder}${task.customer ? ` · ${task.customer}` : ''}`, 26),
        { fontSize: 14, fill: GREY },
        font,
      ),
      {
        ...text(0, y + 8, overTime(task.lateHours), { fontSize: 17, fontWeight: 'bold', fill: RED }, font),
        left: undefined,
        right: 40,
      },
      { type: 'line', left: 560, top: y + 46, shape: { x1: 0, y1: 0, x2: 480, y2: 0 }, style: { stroke: LINE } },
    ]
  })

/** The drawing of a week, for the chart library: figures on top, then steps, times, who waits for whom, and what is late. */
export function weekOption(week: OrderWeek, font: string): Record<string, unknown> {
  const at = panels(week)
  const steps = week.bySteps.length > 0 ? [bars(at.steps, 0, week.bySteps, BLUE, font)] : []
  const hours = week.hoursBySteps.length > 0 ? [bars(at.hours, steps.length, week.hoursBySteps, TEAL, font)] : []
  const matrix = week.waits.counts.length > 0 ? waits(at.waits, steps.length + hours.length, week, font) : undefined
  const all = [...steps, ...hours, ...(matrix ? [matrix] : [])]
  return {
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: font },
    grid: all.map((p) => p.grid),
    xAxis: all.map((p) => p.xAxis),
    yAxis: all.map((p) => p.yAxis),
    series: all.map((p) => p.series),
    ...(matrix ? { visualMap: [matrix.visualMap] } : {}),
    graphic: {
      elements: [
        ...heading(week, font),
        ...panelTitle(at.steps, '各环节在手订单', '张', font),
        ...panelTitle(at.hours, '各环节平均用时', '工作小时，本周办完的', font),
        ...panelTitle(at.waits, '谁在等谁', '上排在等左列办事，数字是订单数', font),
        ...panelTitle(at.late, '超时最久', '按工作小时', font),
        ...(week.bySteps.length > 0 ? [] : [emptyNote(at.steps, '现在没有在手订单', font)]),
        ...(hours.length > 0 ? [] : [emptyNote(at.hours, '本周没有办完的环节', font)]),
        ...(matrix ? [] : [emptyNote(at.waits, '现在没有人在等别人', font)]),
        ...(week.late.length > 0 ? lateRows(at.late, week.late, font) : [emptyNote(at.late, '没有超时事项，大家辛苦了', font)]),
      ],
    },
  }
}
