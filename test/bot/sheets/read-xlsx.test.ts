import { Workbook } from 'exceljs'
import { sheetFiles } from '../../../bot/sheets/sheet-files'
import type { Sheet } from '../../../domain/intake/sheet/sheet'
import { LINEAR, growthOf } from '../../support/growth'
import { workbookParts, writeZip } from '../../support/write-zip'

const files = sheetFiles()
const open = async (bytes: Uint8Array, name = '订货单.xlsx'): Promise<Sheet[]> => {
  const read = await files.read(bytes, name)
  if (read.kind !== 'sheets') throw new Error(`refused: ${JSON.stringify(read)}`)
  return read.sheets
}
const written = async (fill: (book: Workbook) => void): Promise<Sheet[]> => {
  const book = new Workbook()
  fill(book)
  return open(new Uint8Array(await book.xlsx.writeBuffer()))
}
const texts = (sheet: Sheet | undefined) => sheet?.rows.map((r) => Array.from(r, (c) => c?.text ?? ''))
const sheetXml = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`
const small = (rows: string) => open(writeZip(workbookParts(sheetXml(rows))))

test('texts, numbers, merged cells and hidden sheets come as a person sees them', async () => {
  const sheets = await written((book) => {
    const sheet = book.addWorksheet('三月订货')
    sheet.mergeCells('A1:C1')
    sheet.getCell('A1').value = '订货单'
    sheet.getRow(2).values = ['品名', '数量', '编码']
    sheet.getRow(3).values = ['双胶纸', 120.5, '00123']
    sheet.getRow(3).hidden = true
    book.addWorksheet('旧', { state: 'hidden' })
  })
  expect(sheets.map((s) => [s.name, s.hidden])).toEqual([
    ['三月订货', false],
    ['旧', true],
  ])
  expect(texts(sheets[0])).toEqual(
    [
      ['订货单', '', ''],
      ['品名', '数量', '编码'],
      ['双胶纸', '120.5', '00123'],
    ].map((r, i) => (i === 0 ? r.slice(0, 1) : r)),
  )
  expect(sheets[0]?.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 2 }])
  expect(sheets[0]?.hiddenRows).toEqual([2])
})

test('numbers are exact: no float noise, zeros of codes kept, units and currencies of the format shown', async () => {
  const [sheet] = await written((book) => {
    const s = book.addWorksheet('a')
    const put = (cell: string, value: number, numFmt: string) => Object.assign(s.getCell(cell), { value, numFmt })
    put('A1', 0.1 + 0.2, 'General')
    put('B1', 123, '00000')
    put('C1', 120, '0"令"')
    put('D1', 11.5, '[$$-409]#,##0.00')
    put('E1', 155, '"¥"#,##0.00')
    put('F1', 0.03, '0.0%')
    put('G1', 13812345678, '0')
    put('H1', 1e-7, 'General')
  })
  expect(texts(sheet)).toEqual([['0.3', '00123', '120令', '$11.5', '155', '3%', '13812345678', '0.0000001']])
})

test('dates of every usual format are plain dates, in both calendars of spreadsheets', async () => {
  const [sheet] = await written((book) => {
    const s = book.addWorksheet('a')
    for (const [i, numFmt] of ['yyyy-mm-dd', 'yyyy"年"m"月"d"日"', 'm/d/yy', '[$-804]yyyy/m/d;@', 'm"月"d"日"'].entries())
      Object.assign(s.getCell(1, i + 1), { value: 46101, numFmt })
    Object.assign(s.getCell('F1'), { value: 46101.354166666664, numFmt: 'yyyy/m/d h:mm' })
    Object.assign(s.getCell('G1'), { value: 1, numFmt: 'yyyy-mm-dd' })
  })
  expect(texts(sheet)).toEqual([[...Array.from({ length: 5 }, () => '2026-03-20'), '2026-03-20 08:30', '1900-01-01']])
  expect(sheet?.rows[0]?.[0]?.kind).toBe('date')
  const [old] = await written((book) => {
    book.properties.date1904 = true
    Object.assign(book.addWorksheet('a').getCell('A1'), { value: 44639, numFmt: 'yyyy-mm-dd' })
  })
  expect(texts(old)).toEqual([['2026-03-20']])
})

test('formulas are never computed: the saved result is shown, a missing one is said', async () => {
  const [sheet] = await written((book) => {
    const s = book.addWorksheet('a')
    s.getCell('A1').value = { formula: 'SUM(B1:B9)', result: 150 }
    s.getCell('B1').value = { formula: 'WEBSERVICE("http://127.0.0.1/")' } as never
    s.getCell('C1').value = { error: '#N/A' } as never
  })
  expect(sheet?.rows[0]).toEqual([
    { text: '150', kind: 'number', formula: 'cached' },
    { text: '（公式没有结果）', kind: 'text', formula: 'missing' },
    { text: '#N/A', kind: 'error' },
  ])
})

test('cells without places, inline texts, prefixed names and rich texts are read', async () => {
  expect(
    texts((await small('<row><c t="inlineStr"><is><r><t>双胶</t></r><r><t>纸</t></r></is></c><c><v>120</v></c></row>'))[0]),
  ).toEqual([['双胶纸', '120']])
  const prefixed = sheetXml('<row r="2"><c r="B2" t="str"><v>a &amp; b</v></c></row>')
    .replace(/<(\/?)(\w)/g, '<$1x:$2')
    .replace('<x:worksheet', '<x:worksheet xmlns:x="u"')
  expect(texts((await open(writeZip(workbookParts(prefixed))))[0])).toEqual([[], ['', 'a & b']])
})

describe('hostile and foreign files', () => {
  const refusal = async (bytes: Uint8Array, name = '订货单.xlsx') => {
    const read = await files.read(bytes, name)
    return read.kind === 'refused' ? read.code : read.kind === 'other' ? read.what : 'read'
  }
  const before = () => process.memoryUsage().rss

  test('a bomb of one part is refused before it is inflated', async () => {
    const start = before()
    const bomb = writeZip(workbookParts(Buffer.alloc(300_000_000, 0x20)))
    const made = before()
    expect(bomb.length).toBeLessThan(400_000)
    expect(await refusal(bomb)).toBe('EXPANDS_TOO_MUCH')
    expect(before() - Math.max(start, made)).toBeLessThan(100_000_000)
  })

  test('a directory that lies about sizes gains nothing', async () => {
    const lying = workbookParts(Buffer.alloc(80_000_000, 0x20)).map((p) =>
      p.name.includes('sheet1') ? { ...p, claims: { size: 1000 } } : p,
    )
    expect(await refusal(writeZip(lying))).toBe('BROKEN')
  })

  test('many parts that are large together are refused', async () => {
    const text = Buffer.from(Array.from({ length: 1_400_000 }, (_, i) => String.fromCharCode(97 + ((i * 7919) % 26))).join(''))
    const parts = workbookParts('<worksheet><sheetData/></worksheet>')
    const book = parts.find((p) => p.name === 'xl/workbook.xml')
    const links = parts.find((p) => p.name.includes('workbook.xml.rels'))
    const ids = Array.from({ length: 40 }, (_, i) => i)
    if (book)
      book.content = `<workbook><sheets>${ids.map((i) => `<sheet name="s${i}" id="q${i}"/>`).join('')}</sheets></workbook>`
    if (links)
      links.content = `<Relationships>${ids.map((i) => `<Relationship Id="q${i}" Type="x/worksheet" Target="s${i}.xml"/>`).join('')}</Relationships>`
    for (const i of ids)
      parts.push({ name: `xl/s${i}.xml`, content: Buffer.concat([Buffer.from('<a>'), text, Buffer.from('</a>')]) })
    expect(await refusal(writeZip(parts))).toBe('EXPANDS_TOO_MUCH')
  })

  test('a million rows are too many, and refused in time that grows with the file at most', async () => {
    const file = (length: number) =>
      writeZip(
        workbookParts(
          sheetXml(
            Array.from({ length }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${(i * 7919) % 100_003}</v></c></row>`).join(
              '',
            ),
          ),
        ),
      )
    const files = new Map([4_000, 64_000].map((length) => [length, file(length)]))
    const growth = await growthOf(
      async (size) => expect(await refusal(files.get(size) ?? new Uint8Array())).toBe('TOO_MANY_ROWS'),
      4_000,
      16,
      2,
    )
    expect(growth).toBeLessThan(LINEAR)
    expect(await refusal(writeZip(workbookParts(sheetXml('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'))))).toBe(
      'TOO_MANY_ROWS',
    )
  })

  test('a million empty formatted rows behind an order do not hide it', async () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, i) => `<row r="${i + 3}" ht="${(i * 7919) % 997}"><c r="A${i + 3}" s="${(i * 31) % 7}"/></row>`,
    ).join('')
    const [sheet] = await small(`<row r="1"><c r="A1" t="str"><v>品名</v></c></row>${rows}`)
    expect(texts(sheet)).toEqual([['品名']])
  })

  test('entities and document types are refused, also the laughing kind and files of the machine', async () => {
    const laugh = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${sheetXml('<row><c t="str"><v>&b;</v></c></row>')}`
    const local = `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${sheetXml('<row><c t="str"><v>&e;</v></c></row>')}`
    expect(await refusal(writeZip(workbookParts(laugh)))).toBe('BROKEN')
    expect(await refusal(writeZip(workbookParts(local)))).toBe('BROKEN')
    expect(await refusal(writeZip(workbookParts(sheetXml('<row><c t="str"><v>&unknown;</v></c></row>'))))).toBe('BROKEN')
  })

  test('merged cells over the whole sheet cost nothing', async () => {
    const [sheet] = await open(
      writeZip(
        workbookParts(
          '<worksheet><sheetData><row><c><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>',
        ),
      ),
    )
    expect(sheet?.rows).toHaveLength(1)
  })

  test('links out of the file and a wrong place for a sheet are not followed', async () => {
    const parts = workbookParts(sheetXml(''))
    const links = parts.find((p) => p.name.includes('workbook.xml.rels'))
    if (links)
      links.content =
        '<Relationships><Relationship Id="r1" Type="x/worksheet" TargetMode="External" Target="http://127.0.0.1:9/x.xml"/></Relationships>'
    expect(await refusal(writeZip(parts))).toBe('BROKEN')
    if (links)
      links.content = '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>'
    expect(await open(writeZip(parts))).toEqual([])
  })

  const ole = (words: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(words, 'utf16le'), Buffer.alloc(100)])
  test.each<[string, Uint8Array, string, string]>([
    ['an encrypted workbook', ole('EncryptedPackage'), '订货单.xlsx', 'ENCRYPTED'],
    [
      'a zip file with a password',
      writeZip([{ name: 'xl/workbook.xml', content: 'x', encrypted: true }]),
      '订货单.xlsx',
      'ENCRYPTED',
    ],
    ['a workbook of before 2007', ole('Workbook'), '订货单.xls', 'OLD_FORMAT'],
    ['an old workbook renamed', ole('Workbook'), '订货单.xlsx', 'OLD_FORMAT'],
    ['a web page renamed', Buffer.from('<html><table><tr><td>品名</td></tr></table></html>'), '订货单.xls', 'OTHER_FORMAT'],
    ['a binary workbook', writeZip([{ name: 'xl/workbook.bin', content: 'x' }]), '订货单.xlsb', 'OTHER_FORMAT'],
    [
      'an open document',
      writeZip([
        { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
        { name: 'content.xml', content: '<x/>' },
      ]),
      '订货单.ods',
      'OTHER_FORMAT',
    ],
    ['a cut off file', writeZip(workbookParts(sheetXml(''))).subarray(0, 300), '订货单.xlsx', 'BROKEN'],
    ['nothing at all', new Uint8Array(), '订货单.xlsx', 'EMPTY'],
    ['a picture renamed', Buffer.from('89504e470d0a1a0a', 'hex'), '订货单.xlsx', 'image'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), '订货单.pdf', 'pdf'],
    ['a text document', writeZip([{ name: 'word/document.xml', content: '<x/>' }]), '订货单.docx', 'document'],
    ['some zip file', writeZip([{ name: 'a.txt', content: 'x' }]), '图片.zip', 'archive'],
    ['a voice message', Buffer.from('#!AMR\n00'), '语音.amr', 'audio'],
    ['a large file', Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(9_000_000)]), '订货单.xlsx', 'TOO_LARGE'],
    ['bytes of nobody', Buffer.from([1, 2, 3, 0, 5]), 'x.dat', 'unknown'],
  ])('%s is told apart', async (_, bytes, name, expected) => {
    expect(await refusal(bytes, name)).toBe(expected)
  })

  test('no cut or twisted file of a thousand makes it throw or hang', async () => {
    const whole = writeZip(workbookParts(sheetXml('<row><c t="inlineStr"><is><t>品名</t></is></c><c><v>12</v></c></row>')))
    let seed = 7
    const next = (n: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed % n
    }
    for (let i = 0; i < 1000; i++) {
      const twisted = Buffer.from(whole)
      for (let k = 0; k <= next(4); k++) twisted[next(twisted.length)] = next(256)
      await files.read(next(3) === 0 ? twisted.subarray(0, next(twisted.length)) : twisted, '订货单.xlsx')
    }
  })
})
