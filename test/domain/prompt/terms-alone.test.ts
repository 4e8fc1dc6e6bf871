import { parseCorrection } from '../../../domain/intake/changes/parse-correction'
import { saysOnlyTerms } from '../../../domain/prompt/terms-alone'

const context = { at: '2026-11-30T09:24:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }
const isTerms = (text: string): boolean => {
  const [draft] = parseCorrection(text, context, { phones: [], lines: [] }).orders
  return draft !== undefined && saysOnlyTerms(text, draft)
}

test.each([
  '那就下周五吧',
  '哦对了，要木托盘',
  '走德邦',
  '发顺丰到付',
  '要开专票',
  '地址是东莞虎门镇赤岗路8号',
  '下周五之前一定要到',
  '月结30天',
  '明天发',
])('%s is nothing but terms of an order', (text) => expect(isTerms(text)).toBe(true))

test.each([
  '下周五有空吗',
  '周五开会',
  '我周五去东莞',
  '木托盘谁有',
  '顺丰停了',
  '德邦到了没',
  '明天发得出来吗',
  '下周三来不及',
  '老王明天生日',
  '155含税',
  '好的',
  '月结客户请吃饭',
])('%s says something else', (text) => expect(isTerms(text)).toBe(false))
