import { baseTask } from '../flow/part-tasks'
import { nameOf } from '../access/lookup'
import type { Directory } from '../company'
import type { Evidence } from '../evidence'
import type { Flow } from '../flow/flow'
import type { Order, OrderDocument } from '../order/order'
import type { OrderEvent } from '../order/order-events'
import { CHANNEL_NAMES } from '../wording/channels'
import { timelineWords } from '../wording/timeline'
import { buildDocument, moneySummary } from './build-document'
import type { DocumentContent, TableColumn } from './document'
import { DOCUMENT_KINDS, type DocumentKindId } from './document-kinds'
import { customerName, DASH, dateIn, drafted, entries, entry, known, minuteIn, yuan } from './paper'

export interface DossierSources {
  flow: Flow
  directory: Directory
  events: readonly { at: string; byId: string; event: OrderEvent }[]
  now: string
  actorId: string
}

/** Everything about an order as papers of one file: a cover with its history and the chain of confirmations, then each paper in its latest version (AC-126). */
export function buildDossier(order: Order, sources: DossierSources): [DocumentContent, ...DocumentContent[]] {
  const latest = new Map<string, OrderDocument>()
  for (const d of order.documents) if ((latest.get(d.number)?.version ?? 0) < d.version) latest.set(d.number, d)
  return [cover(order, sources), ...[...latest.values()].map((d) => buildDocument(order, d, sources))]
}

function cover(order: Order, sources: DossierSources): DocumentContent {
  const { directory, now, actorId } = sources
  const money = moneySummary(order)
  return {
    kind: 'dossier',
    title: '订单档案',
    number: order.number,
    version: 1,
    issuedAt: now,
    company: directory.company.name,
    meta: [entry('订单号', order.number), entry('打印', `${nameOf(directory, actorId)} ${minuteIn(directory, now)}`)],
    sections: [
      ...entries('概况', [
        entry('客户', customerName(order)),
        entry('状态', order.status),
        entry('流程', sources.flow.title),
        entry('下单时间', minuteIn(directory, order.createdAt)),
        entry('业务员', nameOf(directory, order.salesId)),
        entry('客服员', order.clerkId ? nameOf(directory, order.clerkId) : undefined),
        entry('要求交期', drafted(order, 'requestedDate')),
        entry('承诺完成日', order.promisedDates.at(-1)?.to),
        entry('订单金额', yuan(money.total)),
        entry('尚欠', yuan(money.balanceOpen)),
        ...known('未结异常', String(order.exceptions.filter((e) => e.state !== 'closed').length).replace(/^0$/, '')),
      ]),
      {
        kind: 'table',
        title: '确认记录（谁、何时、在哪条消息里、原话或文件）',
        columns: EVIDENCE_COLUMNS,
        rows: evidenceRows(order, sources),
      },
      { kind: 'table', title: '经过', columns: HISTORY_COLUMNS, rows: historyRows(order, sources) },
      {
        kind: 'table',
        title: '单据清单（后附最新版本）',
        columns: PAPER_COLUMNS,
        rows: order.documents.map((d) => [
          DOCUMENT_KINDS[d.kind as DocumentKindId]?.title ?? d.kind,
          d.number,
          `第${d.version}版`,
          dateIn(directory, d.issuedAt),
          nameOf(directory, d.issuedById),
        ]),
      },
    ],
    footer: '内部资料，请勿外传',
  }
}

const column = (id: string, title: string, share: number): TableColumn => ({ id, title, share, align: 'left' })
const EVIDENCE_COLUMNS = [
  column('at', '时间', 2.6),
  column('who', '确认人', 1.6),
  column('what', '事项', 3),
  column('words', '原话或文件', 5),
  column('where', '出处', 3.4),
]
const HISTORY_COLUMNS = [column('at', '时间', 2), column('who', '经办', 1.5), column('what', '事项', 8)]
const PAPER_COLUMNS = [
  column('title', '单据', 4),
  column('number', '编号', 5),
  column('version', '版本', 1.6),
  column('day', '开具', 2.4),
  column('by', '制单', 2),
]

/** Each confirmation with its place: platform, chat, message; words, else the pressed button; files with the start of their hash. */
export function evidenceRows(order: Order, { flow, directory, events }: DossierSources): string[][] {
  const row = (what: string, evidence: Evidence, otherwise: string): string[] => {
    const files = evidence.files?.map((f) => `${f.name}（SHA-256 ${f.sha256.slice(0, 16)}）`) ?? []
    const chat = directory.chats.find((c) => c.id === evidence.chatId)?.name ?? evidence.chatId
    const place = [evidence.channel ? (CHANNEL_NAMES[evidence.channel] ?? evidence.channel) : undefined, chat, evidence.messageId]
    return [
      minuteIn(directory, evidence.at),
      nameOf(directory, evidence.byId),
      what,
      [evidence.quote ? `“${evidence.quote}”` : otherwise, ...files].join(' '),
      place.filter(Boolean).join(' / ') || DASH,
    ]
  }
  return [
    row('来单', order.intake.evidence, order.intake.text || DASH),
    ...events.flatMap(({ event }) => {
      if (event.type !== 'TaskAnswered') return []
      const { answer, stepId } = event
      const task = flow.steps.find((s) => s.id === stepId)?.tasks.find((t) => t.id === baseTask(answer.taskId))
      const label = task?.actions.find((a) => a.id === answer.actionId)?.label ?? answer.actionId
      const what = `${task?.title ?? answer.taskId}${answer.forId ? `（代${nameOf(directory, answer.forId)}）` : ''}`
      return [row(what, answer.evidence, `按钮【${label}】`)]
    }),
  ]
}

const historyRows = (order: Order, { flow, directory, events }: DossierSources): string[][] =>
  events.flatMap(({ at, byId, event }) => {
    const words = timelineWords(event, flow, (id) => nameOf(directory, id), order)
    return words ? [[minuteIn(directory, at), words.byItself ? DASH : nameOf(directory, byId), words.text]] : []
  })

/** Staff who work on the order, and those who lead; never a customer. */
export function mayOpenDossier(directory: Directory, order: Order, personId: string): boolean {
  const roles = directory.people.find((p) => p.id === personId)?.roles ?? []
  if (!roles.some((r) => r !== 'customer')) return false
  if (roles.includes('clerk_lead') || roles.includes('director')) return true
  const onOrder = [order.salesId, order.clerkId, order.mandateId, order.createdById, order.intake.evidence.byId]
  return onOrder.includes(personId) || order.prompts.some((p) => p.assigneeIds.includes(personId) || p.settled?.byId === personId)
}
