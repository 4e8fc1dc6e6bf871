import { customerByName } from '../../../domain/access/lookup'
import type { Directory } from '../../../domain/company'

const customer = (id: string, name: string, aliases: string[]) => ({ id, code: id, name, aliases, salesId: 'luo' })
const directory = {
  customers: [customer('a', '锦程印刷', ['锦程']), customer('b', '云和纸品', ['云和']), customer('c', '恒泰包装', [])],
} as unknown as Directory
const found = (name: string) => {
  const one = customerByName(directory, name)
  return one === 'several' ? one : one?.name
}

test.each([
  ['锦程', '锦程印刷'],
  ['锦程那边', '锦程印刷'],
  ['佛山市锦程印刷有限公司', '锦程印刷'],
  ['恒泰', '恒泰包装'],
  ['云和公司', '云和纸品'],
])('%s is %s', (name, expected) => expect(found(name)).toBe(expected))

test.each(['云和彩印', '锦程物流', '新恒泰'])('%s is somebody else, and asked about', (name) =>
  expect(found(name)).toBeUndefined(),
)
