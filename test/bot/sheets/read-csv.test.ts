import { sheetFiles } from '../../../bot/sheets/sheet-files'

const files = sheetFiles()
const rowsOf = async (bytes: Uint8Array, name = '订货单.csv') => {
  const read = await files.read(bytes, name)
  return read.kind === 'sheets' ? read.sheets[0]?.rows.map((r) => r.map((c) => c?.text ?? '')) : read
}
/** "品名,数量\n双胶纸,120" in GB18030. */
const GB = Buffer.from('c6b7c3fb2ccafdc1bf0acbabbdbad6bd2c313230', 'hex')

test.each<[string, Uint8Array]>([
  ['UTF-8', Buffer.from('品名,数量\n双胶纸,120')],
  ['UTF-8 with its mark', Buffer.from('\ufeff品名,数量\r\n双胶纸,120\r\n')],
  ['GB18030', GB],
  ['UTF-16 with tabs', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('品名\t数量\n双胶纸\t120', 'utf16le')])],
  ['semicolons', Buffer.from('品名;数量\n双胶纸;120')],
  ['tabs', Buffer.from('品名\t数量\n双胶纸\t120')],
  ['an announced separator', Buffer.from('sep=;\n品名;数量\n双胶纸;120')],
])('%s are read', async (_, bytes) => {
  expect((await rowsOf(bytes)) as string[][]).toEqual([
    ['品名', '数量'],
    ['双胶纸', '120'],
  ])
})

test('quoted commas and line breaks stay in their cell, codes keep their zeros', async () => {
  expect(await rowsOf(Buffer.from('品名,编码,备注\n"纸,双胶",="00123","两\n行"\n白卡,00456,x'))).toEqual([
    ['品名', '编码', '备注'],
    ['纸,双胶', '00123', '两\n行'],
    ['白卡', '00456', 'x'],
  ])
})

test('a formula in a csv is words, and marked as not computed', async () => {
  const read = await files.read(Buffer.from('品名,数量\n双胶纸,=SUM(B1:B2)\n白卡,"=cmd|\'/c calc\'!A1"'), 'a.csv')
  expect(read.kind === 'sheets' ? read.sheets[0]?.rows[1]?.[1] : read).toEqual({
    text: '=SUM(B1:B2)',
    kind: 'text',
    formula: 'missing',
  })
})

test('a text file of chat lines is one column, quotation marks and all', async () => {
  expect(await rowsOf(Buffer.from('锦程印刷\n80g双胶纸 120令 "急'), '订单.txt')).toEqual([['锦程印刷'], ['80g双胶纸 120令 "急']])
})

test('too long, too large and binary files are refused', async () => {
  expect(await rowsOf(Buffer.from(`品名,数量\n${'双胶纸,1\n'.repeat(2001)}`))).toMatchObject({
    kind: 'refused',
    code: 'TOO_MANY_ROWS',
  })
  expect(await rowsOf(Buffer.alloc(4_100_000, 0x61))).toMatchObject({ kind: 'refused', code: 'TOO_LARGE' })
  expect(await rowsOf(Buffer.from([0x61, 0xff, 0xff, 0x81]))).toMatchObject({ kind: 'refused', code: 'BROKEN' })
  expect(await rowsOf(Buffer.from('a,"b\n'.repeat(30_000)))).toMatchObject({ kind: 'refused' })
})
