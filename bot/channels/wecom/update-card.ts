import type { Card } from '../../../domain/cards/card'
import type { Delivery, Outbound } from '../../../domain/message'
import { APP_CARD, BOT_CARD } from './card-limits'
import { encodeCard, encodeNotice, type CardContext } from './encode-card'
import { messageIdOf, PLAIN_URL } from './encode-message'
import type { Answer } from './error-codes'
import type { Sending } from './outlets'
import { cardDigest, type MessageSender } from './send-message'
import { urgentScope } from './send-limits'
import type { SentRecord } from './sent-log'
import type { TemplateCard } from './template-card'

/** Codes of the app work for 72 hours. */
const CODE_MS = 71 * 3_600_000
const MOST_REPLACED = 50

export interface CardUpdater {
  /** Where the card cannot be changed it is said anew; a quiet change waits for the next press instead. */
  update(key: string, messageId: string, message: Outbound, quiet?: boolean): Promise<Delivery>
  /** A press came on a card that no longer shows how things stand: it is put right at once. True when the press counts for nothing. */
  putRight(record: SentRecord): Promise<boolean>
}

/** The card that tells that there is a newer one. */
const outdated = (orderNumber: string | undefined): Card => ({
  kind: 'notice',
  ...(orderNumber === undefined ? {} : { orderNumber }),
  title: orderNumber === undefined ? '内容已更新' : `内容已更新 · ${orderNumber}`,
  fields: [{ id: 'result', label: '结果', value: '这张卡片已过期，请看下面最新的卡片。' }],
  inputs: [],
  actions: [],
  state: 'expired',
})

/**
 * Changes sent cards. The AI bot's cards can be changed for five seconds after a press, the app's once per code; whatever cannot be
 * changed is said in words (a finished card) or sent again as a new card (one that still asks), and the old one is put right when
 * somebody presses it.
 */
export function cardUpdater(sending: Sending, sender: MessageSender): CardUpdater {
  const { outlets, sent, limits, wall, log } = sending

  async function newest(messageId: string): Promise<SentRecord | undefined> {
    let record = await sent.find(messageId)
    for (let i = 0; i < MOST_REPLACED && record?.replacedBy !== undefined; i++)
      record = (await sent.find(record.replacedBy)) ?? record
    return record
  }

  const contextOf = (record: SentRecord, message: Pick<Outbound, 'text'>, taskId: string): CardContext => ({
    limits: record.mode === 'app' ? APP_CARD : BOT_CARD,
    taskId,
    ...(record.promptId === undefined ? {} : { promptId: record.promptId }),
    text: message.text,
    cardUrl: sending.cardUrl || PLAIN_URL,
    inGroup: record.mode !== 'app',
  })

  /** How the card looks now, for one task id; undefined when it does not fit one card any more. */
  function drawn(record: SentRecord, card: Card, text: string): ((taskId: string) => TemplateCard) | undefined {
    const isOpen = card.state === 'open' && card.actions.length > 0
    if (!isOpen) return (taskId) => encodeNotice(card, contextOf(record, { text }, taskId))
    const trial = encodeCard(card, contextOf(record, { text }, record.messageId))
    if (!trial || trial.detail !== undefined || trial.checklists.length > 0) return undefined
    return (taskId) => ({ ...trial.card, task_id: taskId })
  }

  /** Changes the card where the platform lets us. undefined when there is no way at this moment. */
  async function change(record: SentRecord, card: (taskId: string) => TemplateCard, spare: boolean): Promise<Answer | undefined> {
    if (record.mode === 'app') return changeByApp(record, card, spare)
    const conversation = record.chatId
    const { bot } = outlets
    if (!bot?.hasClick(record.messageId) || !limits.tryNow([urgentScope('bot', await platformChat(conversation))]))
      return undefined
    return bot.update(record.messageId, card)
  }

  const platformChat = async (chatId: string): Promise<string> =>
    (await sending.identities.theirs('group', chatId)) ?? (await sending.identities.theirs('direct', chatId)) ?? chatId

  async function changeByApp(
    record: SentRecord,
    card: (taskId: string) => TemplateCard,
    spare: boolean,
  ): Promise<Answer | undefined> {
    const codes = (record.codes ?? []).filter((c) => wall.nowMs() - c.atMs < CODE_MS)
    const code = codes.findLast((c) => c.fromPress) ?? (spare ? codes.at(-1) : undefined)
    if (!outlets.app || !code || !record.receivers) return undefined
    // Used up before the call: whatever becomes of it, the code must not be tried again.
    await sent.save({ ...record, codes: codes.filter((c) => c !== code) })
    return outlets.app.updateCard(record.receivers, code.code, card(record.messageId))
  }

  async function update(key: string, messageId: string, message: Outbound, quiet = false): Promise<Delivery> {
    const record = await newest(messageId)
    const { card } = message
    const accepted: Delivery = { state: 'accepted', messageId }
    if (!record || !card) return quiet ? accepted : inWords(key, messageId, message)
    const isOpen = card.state === 'open' && card.actions.length > 0
    if (record.card === cardDigest(card)) return accepted
    const draw = drawn(record, card, message.text)
    const answer = draw ? await change(record, draw, !isOpen) : undefined
    if (answer?.state === 'ok') {
      await note(record.messageId, { card: cardDigest(card) })
      return accepted
    }
    if (answer)
      log.warn(
        { state: answer.state, ...(answer.state === 'error' ? { errcode: answer.code } : {}) },
        'wecom: a card was not changed in place',
      )
    if (isOpen) return quiet ? accepted : sendAnew(key, messageId, record, message)
    // Shown at the next press on the old card; until then the words say it.
    await note(record.messageId, { card: cardDigest(card), shows: { card, text: message.text } })
    return quiet ? accepted : inWords(key, messageId, message)
  }

  const note = async (messageId: string, change: Partial<SentRecord>): Promise<void> => {
    const record = await sent.find(messageId)
    if (record) await sent.save({ ...record, ...change })
  }

  async function inWords(key: string, messageId: string, message: Outbound): Promise<Delivery> {
    const delivery = await sender.send(key, { chatId: message.chatId, text: message.text, mentions: [] })
    return delivery.state === 'accepted' ? { state: 'accepted', messageId } : delivery
  }

  async function sendAnew(key: string, messageId: string, old: SentRecord, message: Outbound): Promise<Delivery> {
    const promptId = message.promptId ?? old.promptId
    const delivery = await sender.send(key, { ...message, mentions: [], ...(promptId === undefined ? {} : { promptId }) })
    if (delivery.state !== 'accepted') return delivery
    await note(old.messageId, { replacedBy: messageIdOf(key) })
    const record = await sent.find(old.messageId)
    if (record)
      await change(record, (taskId) => encodeNotice(outdated(record.orderNumber), contextOf(record, { text: '' }, taskId)), true)
    return { state: 'accepted', messageId }
  }

  async function putRight(record: SentRecord): Promise<boolean> {
    if (record.replacedBy !== undefined) {
      await change(record, (taskId) => encodeNotice(outdated(record.orderNumber), contextOf(record, { text: '' }, taskId)), true)
      return true
    }
    if (!record.shows) return false
    const { card, text } = record.shows
    const answer = await change(record, (taskId) => encodeNotice(card, contextOf(record, { text }, taskId)), true)
    if (answer?.state === 'ok') {
      const { shows: _, ...rest } = (await sent.find(record.messageId)) ?? record
      await sent.save(rest)
    }
    return false
  }

  return { update, putRight }
}
