import { loadImage, createCanvas } from '@napi-rs/canvas'
import { drawWeek } from '../../../bot/charts/draw-week'
import type { OrderWeek } from '../../../domain/reports/order-week'

const EMPTY: OrderWeek = {
  company: '华岭纸业',
  from: '2026-03-02',
  to: '2026-03-08',
  figures: { created: 0, completed: 0, shipped: 0, underWay: 0, late: 0 },
  bySteps: [],
  hoursBySteps: [],
  late: [],
  waits: { waiters: [], holders: [], counts: [] },
}
const FULL: OrderWeek = {
  ...EMPTY,
  figures: { created: 3, completed: 1, shipped: 1, underWay: 2, late: 1 },
  bySteps: [{ name: '生产', value: 2 }],
  hoursBySteps: [{ name: '技术确认', value: 3.5 }],
  late: [{ orderNumber: 'GD001-20260302-01', customer: '云和纸品', title: '技术确认', holder: '唐工', lateHours: 12.5 }],
  waits: { waiters: ['罗晓峰'], holders: ['唐工'], counts: [{ waiter: 0, holder: 0, orders: 2 }] },
}

/** Share of pixels that are not white in a part of the picture, in units of the drawing. */
async function ink(png: Uint8Array, [x, y, width, height]: [number, number, number, number]): Promise<number> {
  const image = await loadImage(Buffer.from(png))
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const sharp = image.width / 1080
  const { data } = context.getImageData(x * sharp, y * sharp, width * sharp, height * sharp)
  let dark = 0
  for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 255) < 200) dark++
  return dark / (data.length / 4)
}

test('the week is a PNG with its heading written in Chinese', async () => {
  const png = await drawWeek(FULL)
  expect(Buffer.from(png).subarray(1, 4).toString()).toBe('PNG')
  const image = await loadImage(Buffer.from(png))
  expect(image.width).toBe(1620)
  // A font without Chinese glyphs would leave the line blank or draw equal boxes; 华 and 一 differ in ink.
  const dense = await ink(await drawWeek({ ...FULL, company: '鑫鑫鑫鑫鑫鑫' }), [40, 28, 180, 40])
  const thin = await ink(await drawWeek({ ...FULL, company: '一一一一一一' }), [40, 28, 180, 40])
  expect(thin).toBeGreaterThan(0.005)
  expect(dense).toBeGreaterThan(thin * 3)
})

test('bars, matrix and late rows are there with figures, and sentences without', async () => {
  const [full, empty] = [await drawWeek(FULL), await drawWeek(EMPTY)]
  expect(await ink(full, [170, 256, 300, 37])).toBeGreaterThan(0.1)
  expect(await ink(empty, [170, 256, 300, 37])).toBeLessThan(0.1)
  expect(await ink(empty, [40, 256, 200, 30])).toBeGreaterThan(0.01)
})
