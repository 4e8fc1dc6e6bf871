import { SaxesParser } from 'saxes'
import { refuseSheet } from './sheet-fault'

/** What a reader of one part of the file is told: names without prefix, attributes as written. */
export interface XmlEvents {
  open?(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
  /** Asked between pieces: true ends the reading early. */
  enough?(): boolean
}

const PIECE = 64 * 1024
const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Reads XML piece by piece, giving way to other work in between. A document type is refused: spreadsheets have none, and entities are how
 * small files become large. Faults SHEET_BROKEN.
 */
export async function scanXml(bytes: Buffer, events: XmlEvents): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let trouble: Error | undefined
  parser.on('error', (error) => {
    trouble ??= error
  })
  parser.on('doctype', () => {
    trouble ??= new Error('a document type is not allowed')
  })
  parser.on('opentag', (tag) => events.open?.(localName(tag.name), tag.attributes))
  parser.on('closetag', (tag) => events.close?.(localName(tag.name)))
  parser.on('text', (text) => events.text?.(text))
  parser.on('cdata', (text) => events.text?.(text))
  const text = new TextDecoder(bytes[0] === 0xff || bytes[0] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes)
  for (let at = 0; at < text.length; at += PIECE) {
    parser.write(text.slice(at, at + PIECE))
    if (trouble) throw refuseSheet('BROKEN', 'a part of the file is not well-formed XML', trouble)
    if (events.enough?.()) return
    await new Promise((resolve) => setImmediate(resolve))
  }
  parser.close()
  if (trouble) throw refuseSheet('BROKEN', 'a part of the file is not well-formed XML', trouble)
}
