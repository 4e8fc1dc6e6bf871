import { execFileSync, spawnSync } from 'node:child_process'
import { writePdf } from '../../../bot/pdf/write-pdf'
import { buildDocument } from '../../../domain/documents/build-document'
import type { DocumentContent } from '../../../domain/documents/document'
import { KINDS, PAPER_MILL, paperOf, paperOrder } from '../../support/paper-order'

const content = (kind: (typeof KINDS)[number], order = paperOrder(), document = paperOf(kind)): DocumentContent =>
  buildDocument({ ...order, documents: [document] }, document, { directory: PAPER_MILL })

const hasTools = spawnSync('pdftotext', ['-v']).error === undefined
/** Reading back needs pdftotext; scripts/install-test-tools.sh installs it. */
const readable = hasTools ? test : test.skip

const read = (bytes: Uint8Array): string =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, maxBuffer: 20_000_000 }).toString('utf8').normalize('NFKC')

jest.setTimeout(60_000)

readable.each(KINDS)('a paper of kind %s can be read back with its title, number and page number', async (kind) => {
  const paper = content(kind)
  const text = read(await writePdf(paper))
  const bare = text.replace(/\s/g, '')
  expect(bare).toContain(paper.title.normalize('NFKC'))
  expect(bare).toContain(paper.number)
  const pages = text.split('\f').filter((page) => page.trim() !== '').length
  for (let page = 1; page <= pages; page++) expect(bare).toContain(`第${page}页/共${pages}页`)
  expect(bare).toContain('华广纸业有限公司')
})

readable('a long list runs over pages, and every page repeats the head of the table', async () => {
  const lines = Array.from({ length: 90 }, (_, i) => ({
    id: `l${i + 1}`,
    name: `双胶纸第${i + 1}号`,
    spec: '80g 787×1092mm',
    quantity: String(i + 1),
    unit: '令',
    unitPrice: '153',
  }))
  const text = read(await writePdf(content('order-confirmation', paperOrder({ lines, produced: {} }))))
  const pages = text.split('\f').filter((page) => page.trim() !== '')
  expect(pages.length).toBeGreaterThanOrEqual(3)
  for (const page of pages.slice(0, 3)) expect(page.replace(/\s/g, '')).toContain('序号品名规格型号')
  for (let i = 1; i <= 90; i++) expect(text).toContain(`双胶纸第${i}号`)
})

readable('a remark longer than a page is printed to its last word', async () => {
  const order = paperOrder()
  const notes = { value: `${'请小心搬运，'.repeat(600)}最后一句`, source: 'text' as const }
  const bytes = await writePdf(content('customer-memo', { ...order, draft: { ...order.draft, notes } }))
  expect(read(bytes).replace(/\s/g, '')).toContain('最后一句')
})

readable('several papers become one file, each with page numbers of its own', async () => {
  const text = read(await writePdf(content('quote'), content('order-register'), content('receipt'))).replace(/[^\S\f]/g, '')
  const pages = text.split('\f').filter((page) => page !== '')
  expect(pages).toHaveLength(3)
  for (const page of pages) expect(page).toContain('第1页/共1页')
})

test('the same paper gives the same bytes, small because only the used characters are embedded', async () => {
  const [one, two] = [await writePdf(content('contract')), await writePdf(content('contract'))]
  expect(Buffer.compare(one, two)).toBe(0)
  expect(one.length).toBeLessThan(200_000)
})

/** The first page as grey pixels, 40 to the inch. */
const pixels = (bytes: Uint8Array): { width: number; height: number; grey: Uint8Array } => {
  const pgm = execFileSync('pdftoppm', ['-gray', '-r', '40', '-f', '1', '-l', '1', '-'], { input: bytes, maxBuffer: 20_000_000 })
  const [, width = '0', height = '0'] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1')) ?? []
  return { width: Number(width), height: Number(height), grey: pgm.subarray(pgm.length - Number(width) * Number(height)) }
}

readable.each(KINDS)('a paper of kind %s is A4 as a picture, dark signs on white with clear margins', async (kind) => {
  const { width, height, grey } = pixels(await writePdf(content(kind)))
  expect(Math.max(width, height) / Math.min(width, height)).toBeCloseTo(297 / 210, 1)
  const share = grey.filter((g) => g < 128).length / grey.length
  expect(share).toBeGreaterThan(0.003)
  expect(share).toBeLessThan(0.2)
  const margin = Array.from({ length: height }, (_, y) => [grey[y * width + 2], grey[y * width + width - 3]]).flat()
  expect(margin.every((g) => (g ?? 0) > 200)).toBe(true)
})
