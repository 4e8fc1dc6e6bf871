import { posix } from 'node:path'
import { LIMITS } from './limits'
import { scanXml } from './scan-xml'
import { refuseSheet } from './sheet-fault'
import { builtInFormat } from './show-number'
import type { Parts } from './unzip-parts'

export interface Workbook {
  from1904: boolean
  sheets: { name: string; hidden: boolean; part: string }[]
  stringsPart: string
  stylesPart: string
}

/** Targets by relation id, as part names inside the file. Links that lead out of the file are left out. */
async function relations(parts: Parts, of: string): Promise<Map<string, { part: string; type: string }>> {
  const xml = await parts.read(posix.join(posix.dirname(of), '_rels', `${posix.basename(of)}.rels`))
  const found = new Map<string, { part: string; type: string }>()
  if (xml)
    await scanXml(xml, {
      open(name, a) {
        const { Id: id, Target: target, Type: type = '', TargetMode: mode } = a
        if (name !== 'Relationship' || !id || !target || mode === 'External') return
        const part = target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(posix.dirname(of), target))
        found.set(id, { part, type: type.slice(type.lastIndexOf('/') + 1) })
      },
    })
  return found
}

/** Names and parts of the sheets. Faults SHEET_OTHER_FORMAT for zip files of another kind, SHEET_BROKEN. */
export async function readWorkbook(parts: Parts): Promise<Workbook> {
  const root = await relations(parts, '')
  const start = [...root.values()].find((r) => r.type === 'officeDocument')?.part ?? 'xl/workbook.xml'
  const xml = start.endsWith('.bin') ? undefined : await parts.read(start)
  if (!xml) throw refuseSheet('OTHER_FORMAT', 'the zip file holds no workbook')
  const links = await relations(parts, start)
  const ofType = (type: string): string => [...links.values()].find((l) => l.type === type)?.part ?? ''
  const book: Workbook = { from1904: false, sheets: [], stringsPart: ofType('sharedStrings'), stylesPart: ofType('styles') }
  await scanXml(xml, {
    open(name, a) {
      if (name === 'workbookPr') book.from1904 = a['date1904'] === '1' || a['date1904'] === 'true'
      if (name !== 'sheet') return
      const id = Object.entries(a).find(([key]) => key.endsWith(':id') || key === 'id')?.[1] ?? ''
      const link = links.get(id)
      if (link && link.type === 'worksheet')
        book.sheets.push({
          name: (a['name'] ?? '').slice(0, 60),
          hidden: a['state'] === 'hidden' || a['state'] === 'veryHidden',
          part: link.part,
        })
    },
  })
  if (book.sheets.length === 0) throw refuseSheet('BROKEN', 'the workbook names no sheet')
  return book
}

/** Shared strings in order; phonetic guides are left out. */
export async function readStrings(xml: Buffer | undefined): Promise<string[]> {
  const strings: string[] = []
  if (!xml) return strings
  let text = ''
  let inText = false
  let phonetic = false
  await scanXml(xml, {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
      inText = name === 't' && !phonetic
    },
    text(piece) {
      if (inText && text.length < LIMITS.cellCharacters) text += piece
    },
    close(name) {
      if (name === 'si') strings.push(text.slice(0, LIMITS.cellCharacters))
      if (name === 'rPh') phonetic = false
      inText = false
    },
  })
  return strings
}

/** The number format of each cell style, by its index. */
export async function readStyles(xml: Buffer | undefined): Promise<string[]> {
  const custom = new Map<number, string>()
  const formats: string[] = []
  if (!xml) return formats
  let inCellStyles = false
  await scanXml(xml, {
    open(name, a) {
      if (name === 'numFmt') custom.set(Number(a['numFmtId']), (a['formatCode'] ?? '').slice(0, 200))
      if (name === 'cellXfs') inCellStyles = true
      if (name === 'xf' && inCellStyles) {
        const id = Number(a['numFmtId'] ?? 0)
        formats.push(custom.get(id) ?? builtInFormat(id))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  return formats
}
