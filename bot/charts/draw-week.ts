import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { type EChartsOption, init, setPlatformAPI } from 'echarts'
import type { OrderWeek } from '../../domain/reports/order-week'
import { fontFile } from '../pdf/fonts'
import { weekOption, weekSize } from './week-option'

/** Pixels of the picture for each unit of the drawing, so that small writing stays sharp on telephones. */
const SHARPNESS = 1.5
const FONT = 'GendanSans'

let ready = false
function prepare(): void {
  if (ready) return
  GlobalFonts.registerFromPath(fontFile('regular'), FONT)
  GlobalFonts.registerFromPath(fontFile('bold'), FONT)
  // The library asks for canvases of a browser to measure writing.
  setPlatformAPI({ createCanvas: () => createCanvas(32, 32) as never })
  ready = true
}

/** The week as a PNG. */
export async function drawWeek(week: OrderWeek): Promise<Uint8Array> {
  prepare()
  const { width, height } = weekSize(week)
  const canvas = createCanvas(width * SHARPNESS, height * SHARPNESS)
  const chart = init(canvas as never, null, { renderer: 'canvas', devicePixelRatio: SHARPNESS, width, height })
  try {
    chart.setOption({ animation: false, ...weekOption(week, FONT) } as EChartsOption)
    return await canvas.encode('png')
  } finally {
    chart.dispose()
  }
}
