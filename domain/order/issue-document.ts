import { documentSnapshot, nextDocumentNumber } from '../documents/document-number'
import { DOCUMENT_KINDS, type DocumentKindId } from '../documents/document-kinds'
import type { Card } from '../cards/card'
import { blockFields } from '../cards/prompt-card'
import { nameOf } from '../access/lookup'
import type { OrderDocument } from './order'
import type { Work } from './work'

/** Key of the effect that files a document; the delivery's message id is the file's key in the vault. */
const documentKey = (documentNumber: string, version: number): string => `doc:${documentNumber}:v${version}`

/** Issues a document from the order as it stands: a new number the first time, a new version after that (flows rule 10). */
export function issueDocument(work: Work, kind: DocumentKindId, partId?: string): OrderDocument {
  const { order, facts } = work
  const document: OrderDocument = {
    id: facts.newId(),
    kind,
    ...nextDocumentNumber(order, kind, partId),
    issuedAt: facts.now,
    issuedById: facts.actorId,
    snapshot: documentSnapshot(order, partId),
  }
  work.emit({ type: 'DocumentIssued', document })
  work.push({
    kind: 'document',
    key: documentKey(document.number, document.version),
    orderNumber: order.number,
    documentNumber: document.number,
    version: document.version,
  })
  return document
}

/** The card that shows a document in chat, with the file attached. */
export const documentCard = (work: Work, document: OrderDocument, blocks: string[]): Card => ({
  kind: 'document',
  orderNumber: work.order.number,
  title: `${DOCUMENT_KINDS[document.kind as DocumentKindId]?.title ?? document.kind} ${document.number}${document.version > 1 ? `（第${document.version}版，替代第${document.replaces}版）` : ''}`,
  fields: [
    ...blockFields(blocks, work.order, work.facts),
    {
      id: 'issued',
      label: '开具',
      value: `${nameOf(work.facts.directory, document.issuedById)} · ${work.facts.clock.human(document.issuedAt)}`,
    },
  ],
  inputs: [],
  actions: [],
  state: 'done',
})

export const attachmentOf = (document: OrderDocument): { name: string; mimeType: string; ref: string } => ({
  name: `${document.number}${document.version > 1 ? `-v${document.version}` : ''}.pdf`,
  mimeType: 'application/pdf',
  ref: documentKey(document.number, document.version),
})
