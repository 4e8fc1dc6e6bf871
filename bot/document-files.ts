import type { Effect } from '../domain/effect'
import { fault } from '../domain/fault'
import type { Flow } from '../domain/flow/flow'
import { buildDocument } from '../domain/documents/build-document'
import { balanceState } from '../domain/order/money-state'
import type { FileVault } from '../domain/ports/file-vault'
import type { MasterData, OrderBook, Outbox } from '../domain/ports/order-book'
import { writePdf } from './pdf/write-pdf'

export interface DocumentFilesDeps {
  book: OrderBook
  master: MasterData
  outbox: Outbox
  vault: FileVault
  flow(id: string, version?: number): Flow
}

/** Issued documents as PDF files in the vault. */
export function documentFiles(deps: DocumentFilesDeps): {
  file(effect: Extract<Effect, { kind: 'document' }>): Promise<string>
  /** The vault, where a document's key ("doc:<number>:v<version>") works like a file's. */
  withDocuments: FileVault
} {
  const write = async (orderNumber: string, documentNumber: string, version: number): Promise<string> => {
    const stored = await deps.book.load(orderNumber)
    const document = stored?.order.documents.find((d) => d.number === documentNumber && d.version === version)
    if (!stored || !document)
      throw fault('DOCUMENT_GONE', `there is no document ${documentNumber} version ${version} of order ${orderNumber}`)
    const content = buildDocument(stored.order, await deps.master.directory(), document, balanceState(stored.order))
    const bytes = await writePdf(content)
    const { ref } = await deps.vault.put(bytes, 'application/pdf', `${documentNumber}${version > 1 ? `-v${version}` : ''}.pdf`)
    return ref
  }
  return {
    file: (effect) => write(effect.orderNumber, effect.documentNumber, effect.version),
    withDocuments: {
      put: (bytes, mimeType, name) => deps.vault.put(bytes, mimeType, name),
      async get(ref) {
        if (!ref.startsWith('doc:')) return deps.vault.get(ref)
        const filed = await deps.outbox.messageOf(ref)
        return filed ? deps.vault.get(filed.messageId) : undefined
      },
    },
  }
}
