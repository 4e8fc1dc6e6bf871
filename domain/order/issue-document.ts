import { DOCUMENT_KINDS, type DocumentKindId } from '../documents/document-kinds'
import type { Card } from '../cards/card'
import { blockFields } from '../cards/prompt-card'
import { nameOf } from '../access/lookup'
import type { OrderDocument } from './order'
import type { Work } from './work'

/** Key of the effect that files a document; the delivery's message id is the file's key in the vault. */
const documentKey = (documentNumber: string, version: number): string => `doc:${documentNumber}:v${version}`

/** Issues a document from the order as it stands: a new number the first time, a new version after that (flows rule 10). */
export function issueDocument(work: Work, kind: DocumentKindId): OrderDocument {
  const { order, facts } = work
  const spec = DOCUMENT_KINDS[kind]
  const earlier = order.documents.filter((d) => d.kind === kind)
  const last = earlier.at(-1)
  // A slip for another shipment is another paper; everything else is the same paper in a new version.
  const perShipment =
    kind === 'delivery-note' || kind === 'shipping-advice' || kind === 'stock-out-slip' || kind === 'daily-report'
  const reissue = last !== undefined && !perShipment
  const serial = reissue
    ? last.number
    : `${order.number}-${spec.suffix}${String(new Set(earlier.map((d) => d.number)).size + 1).padStart(2, '0')}`
  const document: OrderDocument = {
    id: facts.newId(),
    kind,
    number: serial,
    version: reissue ? last.version + 1 : 1,
    issuedAt: facts.now,
    issuedById: facts.actorId,
    snapshot: {},
    ...(reissue ? { replaces: last.version } : {}),
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
