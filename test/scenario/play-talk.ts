import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from '../../bot/channels/sandbox/world-shape'
import { runProduct, type RunningProduct, type ShownMessage } from '../support/run-product'

/**
 * Plays a talk written for people. Line by line:
 *   流程 order-desk                                  first line: the sample company of that flow; default paper-mill
 *   前情 mill-sheet                                  plays the lines of parts/mill-sheet.txt first
 *   时间 2026-03-02T09:00:00+08:00                   sets the clock of the new world
 *   罗晓峰（业务接单群）：text                          says something; 引用「title」 before the colon quotes the newest card with that title
 *   罗晓峰（业务接单群）附件「订货单.xlsx」：text       with a file of test/payloads/sheets; 附件 alone is a picture, and so is a name not there;
 *                                                     附件「平面图.pdf；立面图.png」 are two
 *   唐工 按「技术确认」可以生产 | 能否生产=能；配方=不变    presses a button of the newest live card with that title, with inputs by label
 *                                                     全部=是 ticks every yes/no input of the card
 *   → 含「words」 / → 不含「words」                    some message since the last action contains the words / none does
 *   → 拒绝「words」                                   the last action was refused, with these words
 *   → 状态 已审批 · → 步骤 approve=done；deliver=open   the order's view
 *   → 承诺交期 2026-03-10 · → 余款 13020.00
 *   → 待办 supervise=3                                 so many timers of a kind are armed
 *   → 经过「words」                                   the order's timeline tells it
 *   过 1天 / 过 3小时 / 到 2026-03-03T10:00:00+08:00     moves the clock
 *   重启                                             stops and starts the product
 *   顾客单号 / 订单 are remembered: {单} in a text is the number of the newest order
 */
export interface TalkLine {
  number: number
  text: string
}

export const readTalk = (text: string): { title: string; lines: TalkLine[] } => {
  const rows = text.split(/\r?\n/).map((t, i) => ({ number: i + 1, text: t.trim() }))
  const title = rows.find((r) => r.text.startsWith('#'))?.text.replace(/^#+\s*/, '') ?? 'talk'
  return { title, lines: rows.filter((r) => r.text !== '' && !r.text.startsWith('#')).flatMap(withPart) }
}

/** What went before, from a file that several talks share; its lines carry the number of the line that names it. */
function withPart(line: TalkLine): TalkLine[] {
  const name = /^前情\s+(\S+)$/.exec(line.text)?.[1]
  if (!name) return [line]
  const part = readTalk(readFileSync(join(__dirname, 'talks', 'parts', `${name}.txt`), 'utf8'))
  return part.lines.map((l) => ({ number: line.number, text: l.text }))
}

const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

const SHEETS = join(__dirname, '..', 'payloads', 'sheets')
const attachment = (name: string | undefined) =>
  name === undefined || !existsSync(join(SHEETS, name))
    ? { name: name ?? '附件.png', mimeType: 'image/png', base64: PNG.split(',')[1] }
    : { name, mimeType: 'application/octet-stream', base64: readFileSync(join(SHEETS, name)).toString('base64') }

/** A talk may be played without a single button, or with a restart after every line. */
export interface Playing {
  typed?: boolean
  restarts?: boolean
}

class TalkPlayer {
  private skipping = false
  private product: RunningProduct | undefined
  private order = ''
  private refusal = ''
  private seen = new Map<string, number>()
  private before = new Map<string, string>()

  constructor(
    private readonly world: World,
    private readonly file: string,
    private readonly how: Playing,
  ) {}

  private fail(line: TalkLine, why: string): never {
    throw new Error(`${this.file}:${line.number} ${line.text}\n  ${why}`)
  }

  private get run(): RunningProduct {
    if (!this.product) throw new Error('the talk has no 时间 line')
    return this.product
  }

  async play(lines: TalkLine[]): Promise<void> {
    try {
      for (const line of lines) await this.line({ ...line, text: line.text.replaceAll('{单}', this.order) })
    } finally {
      await this.product?.close()
    }
  }

  private async line(line: TalkLine): Promise<void> {
    const { text } = line
    const time = /^时间\s+(\S+)$/.exec(text)
    if (time) {
      this.product = await runProduct({ ...this.world, now: time[1] as string })
      return
    }
    if (text.startsWith('→')) return this.skipping ? undefined : this.expectation(line, text.slice(1).trim())
    this.skipping = false
    await this.mark()
    await this.act(line)
    if (!this.how.restarts) return
    await this.run.restart()
    await this.nothingTwice(line)
  }

  /** No question stands open twice. */
  private async nothingTwice(line: TalkLine): Promise<void> {
    const all = (await Promise.all(this.world.chats.map((c) => this.run.messages(c.id)))).flat()
    const open = all.flatMap((m) => (m.card?.state === 'open' && m.card.actions.length > 0 ? [m] : []))
    const asked = open.filter((m) => !m.text.includes('提醒') && !m.text.includes('请关注')).map((m) => m.card?.title)
    const twice = asked.filter((t, i) => asked.indexOf(t) !== i)
    if (twice.length > 0) this.fail(line, `重启后重复：${twice.join('、')}`)
  }

  private async act(line: TalkLine): Promise<void> {
    const { text } = line
    if (text === '重启') return this.run.restart()
    const to = /^到\s+(\S+)$/.exec(text)
    if (to) return this.clock(line, { to: to[1] })
    const wait = /^过\s*(\d+)\s*(天|小时|分钟)$/.exec(text)
    if (wait)
      return this.clock(line, {
        advance: wait[2] === '天' ? `P${wait[1]}D` : wait[2] === '小时' ? `PT${wait[1]}H` : `PT${wait[1]}M`,
      })
    const press = /^(\S+?)\s*按「(.+?)」([^|]+?)(?:\s*\|\s*(.*))?$/.exec(text)
    if (press) return this.press(line, press[1] ?? '', press[2] ?? '', press[3]?.trim() ?? '', press[4] ?? '')
    const say = /^(\S+?)（(.+?)）(?:引用「(.+?)」)?(附件(?:「(.+?)」)?)?[:：](.*)$/.exec(text)
    if (say) return this.say(line, say)
    this.fail(line, '看不懂这一行')
  }

  private personId(line: TalkLine, name: string): string {
    return this.world.people.find((p) => p.name === name || p.id === name)?.id ?? this.fail(line, `没有人叫 ${name}`)
  }

  private async clock(line: TalkLine, body: object): Promise<void> {
    const { status, body: answer } = await this.run.call('POST', '/clock', body)
    if (status !== 200) this.fail(line, JSON.stringify(answer))
    await this.run.settle()
  }

  /** Remembers what every chat shows, so that expectations look at what came after. */
  private async mark(): Promise<void> {
    this.refusal = ''
    for (const chat of this.world.chats) {
      const messages = await this.run.messages(chat.id)
      this.seen.set(chat.id, messages.length)
      for (const m of messages) this.before.set(m.id, flat(m))
    }
  }

  private async newest(line: TalkLine, title: string): Promise<ShownMessage> {
    const all = (await Promise.all(this.world.chats.map((c) => this.run.messages(c.id)))).flat()
    const matching = all.filter(
      (m) => m.card?.title.includes(title) && (this.order === '' || (m.card.orderNumber ?? this.order) === this.order),
    )
    const live = matching.filter((m) => m.card?.state === 'open')
    return live.at(-1) ?? matching.at(-1) ?? this.fail(line, `没有标题含「${title}」的卡片`)
  }

  private async press(line: TalkLine, who: string, title: string, button: string, given: string): Promise<void> {
    if (this.how.typed) return this.type(line, who, title, button, given)
    const message = await this.newest(line, title)
    const card = message.card
    const action = card?.actions.find((a) => a.label === button || a.label.includes(button) || a.id === button)
    const inputs: Record<string, string> = {}
    for (const part of given.split(/[；;]/).filter((p) => p.trim() !== '')) {
      const [label = '', ...value] = part.split('=')
      if (label.trim() === '全部') {
        for (const i of card?.inputs ?? []) if (i.choices?.some((c) => c.id === 'yes')) inputs[i.id] = 'yes'
        continue
      }
      const input =
        card?.inputs.find((i) => i.id === label.trim() || i.label.includes(label.trim())) ??
        this.fail(line, `卡片上没有「${label}」这一项，有：${card?.inputs.map((i) => i.label).join('、')}`)
      inputs[input.id] = value.join('=').trim() === '图片' ? PNG : value.join('=').trim()
    }
    const actionId = action?.id ?? button
    const { status, body } = await this.run.call<{ error?: { message: string } }>('POST', '/actions', {
      messageId: message.id,
      actionId,
      fromId: this.personId(line, who),
      inputs,
    })
    if (status === 202) await this.run.settle()
    else this.refusal = body.error?.message ?? `HTTP ${status}`
  }

  /** The same answer in words: the card is quoted, its button named, its inputs written out, pictures attached. */
  private async type(line: TalkLine, who: string, title: string, button: string, given: string): Promise<void> {
    const message = await this.newest(line, title)
    const chat = await this.chatOf(message.id)
    const fromId = this.personId(line, who)
    // Somebody who is not in the room cannot answer there: on a platform without buttons there is nothing to try.
    if (!chat?.memberIds.includes(fromId)) {
      this.skipping = true
      return
    }
    const card = message.card
    const label = card?.actions.find((a) => a.label.includes(button) || a.id === button)?.label ?? button
    const parts = given.split(/[；;]/).flatMap((part) => {
      const [name = '', ...value] = part.split('=')
      if (part.trim() === '') return []
      const input = card?.inputs.find((i) => i.id === name.trim() || i.label.includes(name.trim()))
      return [{ label: input?.label ?? name.trim(), value: value.join('=').trim() }]
    })
    const words = parts.filter((p) => p.value !== '图片').map((p) => `${p.label}：${p.value}`)
    const { status, body } = await this.run.call('POST', '/messages', {
      chatId: chat.id,
      fromId,
      text: [label, ...words].join('，'),
      replyTo: message.id,
      ...(words.length < parts.length
        ? { attachments: parts.filter((p) => p.value === '图片').map(() => attachment(undefined)) }
        : {}),
    })
    if (status !== 202) this.fail(line, JSON.stringify(body))
    await this.run.settle()
  }

  private async chatOf(messageId: string): Promise<World['chats'][number] | undefined> {
    for (const chat of this.world.chats) if ((await this.run.messages(chat.id)).some((m) => m.id === messageId)) return chat
    return undefined
  }

  private async say(line: TalkLine, parts: RegExpExecArray): Promise<void> {
    const chat = this.world.chats.find((c) => c.name === parts[2] || c.id === parts[2]) ?? this.fail(line, `没有群叫 ${parts[2]}`)
    const replyTo = parts[3] ? (await this.newest(line, parts[3])).id : undefined
    const mentions = this.world.people.filter((p) => parts[6]?.includes(`@${p.name}`)).map((p) => p.id)
    const attachments = parts[4] ? (parts[5]?.split('；') ?? [undefined]).map(attachment) : undefined
    const { status, body } = await this.run.call('POST', '/messages', {
      chatId: chat.id,
      fromId: this.personId(line, parts[1] ?? ''),
      text: (parts[6] ?? '').replaceAll('⏎', '\n'),
      mentions,
      ...(replyTo ? { replyTo } : {}),
      ...(attachments ? { attachments } : {}),
    })
    if (status !== 202) this.fail(line, JSON.stringify(body))
    await this.run.settle()
    const orders = (await this.run.call<{ orders: { number: string; timeline: { at: string }[] }[] }>('GET', '/orders')).body
      .orders
    if (orders.length > 0)
      this.order =
        orders
          .map((o) => ({ n: o.number, at: o.timeline[0]?.at ?? '' }))
          .sort((a, b) => a.at.localeCompare(b.at) || a.n.localeCompare(b.n))
          .at(-1)?.n ?? this.order
  }

  private async fresh(): Promise<string[]> {
    const lists = await Promise.all(this.world.chats.map(async (c) => ({ chat: c, messages: await this.run.messages(c.id) })))
    return lists.flatMap(({ chat, messages }) =>
      messages
        .filter((m, i) => (i >= (this.seen.get(chat.id) ?? 0) ? m.fromId === 'bot' : this.before.get(m.id) !== flat(m)))
        .map((m) => `〔${chat.name}〕${this.called(m)}${flat(m)}`),
    )
  }

  private called(m: ShownMessage): string {
    return m.mentions.map((id) => `@${this.world.people.find((p) => p.id === id)?.name ?? id} `).join('')
  }

  private async expectation(line: TalkLine, text: string): Promise<void> {
    const refused = /^拒绝「(.+)」$/.exec(text)
    if (refused) {
      const words = `${this.refusal}\n${(await this.fresh()).join('\n')}`
      if (!words.includes(refused[1] ?? '')) this.fail(line, `没有这样拒绝。实际：${words}`)
      this.refusal = ''
      return
    }
    if (this.refusal) this.fail(line, `上一步被拒绝：${this.refusal}`)
    const contains = /^(不含|含)(?:（(.+?)）)?「(.+)」$/.exec(text)
    if (contains) {
      const all = (await this.fresh()).filter((m) => !contains[2] || m.startsWith(`〔${contains[2]}〕`))
      const found = all.some((m) => m.includes(contains[3] ?? ''))
      if (found !== (contains[1] === '含')) this.fail(line, `新消息：\n  ${all.join('\n  ') || '（无）'}`)
      return
    }
    if (text === '没有新订单' || text === '无回复') {
      const all = await this.fresh()
      if (all.length > 0) this.fail(line, `不该有回复：\n  ${all.join('\n  ')}`)
      return
    }
    const view = await this.run.order(this.order)
    const past = /^经过「(.+)」$/.exec(text)
    if (past) {
      if (!view.timeline.some((t) => t.what.includes(past[1] ?? '')))
        this.fail(line, view.timeline.map((t) => t.what).join('\n  '))
      return
    }
    const facts: Record<string, string> = {
      状态: view.status,
      承诺交期: view.promisedDate ?? '',
      余款: view.balance.due,
      定金: view.deposit.due,
      合计: view.total,
      单号: view.number,
      单据: view.documents.map((d) => d.kind).join('、'),
      异常: view.exceptions.map((e) => e.state).join('、'),
      行数: String(view.lines.length),
      数量: view.lines.map((l) => l.quantity).join('、'),
      交期原因: view.promisedDateHistory.at(-1)?.why ?? '',
    }
    const steps = /^步骤\s+(.+)$/.exec(text)
    if (steps) {
      for (const pair of (steps[1] ?? '').split(/[；;]/)) {
        const [id = '', state = ''] = pair.trim().split('=')
        const actual = view.steps.find((s) => s.id === id)?.state ?? '（未出现）'
        if (actual !== state)
          this.fail(line, `步骤 ${id} 是 ${actual}；全部：${view.steps.map((s) => `${s.id}=${s.state}`).join(' ')}`)
      }
      return
    }
    const armed = /^待办\s+(\S+)=(\d+)$/.exec(text)
    if (armed) {
      const count = view.reminders.filter((r) => r.kind === armed[1]).length
      if (count !== Number(armed[2])) this.fail(line, view.reminders.map((r) => `${r.kind} ${r.dueAt}`).join('；'))
      return
    }
    const fact = /^(\S+?)\s+(.+)$/.exec(text)
    const actual = facts[fact?.[1] ?? '']
    if (!fact || actual === undefined) this.fail(line, `不知道怎样检查，可用：${Object.keys(facts).join('、')}`)
    if (actual !== fact[2] && !(fact[1] === '单据' && actual.includes(fact[2] ?? '\u0000'))) this.fail(line, `实际是 ${actual}`)
  }
}

const flat = (m: ShownMessage): string =>
  `${m.text} ${m.card ? `［${m.card.title}］${m.card.fields.map((f) => `${f.label}：${f.value}`).join('；')}` : ''}`

/** Plays a talk and leaves nothing running. */
export const playTalk = (world: World, file: string, lines: TalkLine[], how: Playing = {}): Promise<void> =>
  new TalkPlayer(world, file, how).play(lines)
