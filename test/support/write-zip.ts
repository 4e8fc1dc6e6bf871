import { crc32 } from 'node:zlib'
import { deflateRawSync } from 'node:zlib'

export interface ZipPart {
  name: string
  content: string | Buffer
  /** What the directory claims instead of the truth. */
  claims?: { size?: number }
  encrypted?: boolean
}

const u16 = (n: number): Buffer => {
  const b = Buffer.alloc(2)
  b.writeUInt16LE(n)
  return b
}
const u32 = (n: number): Buffer => {
  const b = Buffer.alloc(4)
  b.writeUInt32LE(n)
  return b
}

/** A zip file part by part, honest or not. */
export function writeZip(parts: ZipPart[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const content = Buffer.from(part.content)
    const packed = deflateRawSync(content, { level: 9 })
    const name = Buffer.from(part.name)
    const shared = Buffer.concat([
      u16(20),
      u16(0x800 | (part.encrypted ? 1 : 0)),
      u16(8),
      u32(0),
      u32(crc32(content)),
      u32(packed.length),
      u32(part.claims?.size ?? content.length),
      u16(name.length),
      u16(0),
    ])
    const local = Buffer.concat([u32(0x04034b50), shared, name, packed])
    directory.push(Buffer.concat([u32(0x02014b50), u16(20), shared, u16(0), u16(0), u16(0), u32(0), u32(offset), name]))
    bodies.push(local)
    offset += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.concat([
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(parts.length),
    u16(parts.length),
    u32(index.length),
    u32(offset),
    u16(0),
  ])
  return Buffer.concat([...bodies, index, end])
}

const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of a workbook with one sheet whose XML is given. */
export const workbookParts = (sheetXml: string | Buffer, more: ZipPart[] = []): ZipPart[] => [
  {
    name: '_rels/.rels',
    content: `<Relationships><Relationship Id="r1" Type="${RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  },
  {
    name: 'xl/workbook.xml',
    content: `<workbook xmlns:r="${RELS}"><sheets><sheet name="订货单" sheetId="1" r:id="r1"/></sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content: `<Relationships><Relationship Id="r1" Type="${RELS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  },
  { name: 'xl/worksheets/sheet1.xml', content: sheetXml },
  ...more,
]
