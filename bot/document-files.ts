import type { Effect } from '../domain/effect'
import { fault } from '../domain/fault'
import { buildDocument } from '../domain/documents/build-document'
import type { FileVault } from '../domain/ports/file-vault'
import type { MasterData, OrderBook, Outbox } from '../domain/ports/order-book'
import type { Directory } from '../domain/company'
import type { Order } from '../domain/order/order'
import { writePdf } from './pdf/write-pdf'

const LOOK_EVERY_MS = 50
const WAIT_MS = 5_000

export interface DocumentFilesDeps {
  book: OrderBook
  master: MasterData
  outbox: Outbox
  vault: FileVault
  /** Hands the order's data to the ERP; runs before a confirmation sheet is written (AC-133). */
  exportOrder?: (order: Order, directory: Directory) => Promise<void>
}

/** Issued documents as PDF files in the vault. */
export function documentFiles(deps: DocumentFilesDeps): {
  file(effect: Extract<Effect, { kind: 'document' }>): Promise<string>
  /** The vault, where a document's key ("doc:<number>:v<version>") works like a file's. */
  withDocuments: FileVault
  /** The same for a platform that takes files at once: a document that is just being written is waited for. */
  whenWritten: FileVault['get']
} {
  const write = async (orderNumber: string, documentNumber: string, version: number): Promise<string> => {
    const stored = await deps.book.load(orderNumber)
    const document = stored?.order.documents.find((d) => d.number === documentNumber && d.version === version)
    if (!stored || !document)
      throw fault('DOCUMENT_GONE', `there is no document ${documentNumber} version ${version} of order ${orderNumber}`)
    const directory = await deps.master.directory()
    if (document.kind === 'order-confirmation') await deps.exportOrder?.(stored.order, directory)
    const content = buildDocument(stored.order, document, { directory })
    const bytes = await writePdf(content)
    const { ref } = await deps.vault.put(bytes, 'application/pdf', `${documentNumber}${version > 1 ? `-v${version}` : ''}.pdf`)
    return ref
  }
  const get: FileVault['get'] = async (ref) => {
    if (!ref.startsWith('doc:')) return deps.vault.get(ref)
    const filed = await deps.outbox.messageOf(ref)
    return filed ? deps.vault.get(filed.messageId) : undefined
  }
  return {
    file: (effect) => write(effect.orderNumber, effect.documentNumber, effect.version),
    withDocuments: {
      put: (bytes, mimeType, name) => deps.vault.put(bytes, mimeType, name),
      get,
    },
    async whenWritten(ref) {
      for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
        const file = await get(ref)
        if (file || !ref.startsWith('doc:') || waitedMs >= WAIT_MS) return file
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
      }
    },
  }
}
