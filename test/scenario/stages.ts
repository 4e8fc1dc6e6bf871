import type { World } from '../../bot/channels/sandbox/world-shape'
import type { OrderView } from '../../domain/order/order-view-shape'
import { runProduct, type ShownMessage } from '../support/run-product'
import { labels, userOf, wecomProduct, type WecomProduct } from '../support/wecom-product'

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

/** What people do in a talk, wherever it is played. */
export type Act =
  | { kind: 'say'; who: string; chat: string; text: string; quoting?: string }
  | { kind: 'press'; who: string; title: string; button: string; inputs: { label: string; value: string }[] }

/** A platform on which a talk can be played. */
export interface Stage {
  act(act: Act, orderNumber: string): Promise<void>
  orders(): Promise<OrderView[]>
  close(): Promise<void>
}

/** The acts of a talk file; times and expectations are left to those who read them. */
export function actsOf(lines: { text: string }[]): Act[] {
  return lines.flatMap(({ text }): Act[] => {
    if (text.startsWith('→')) return []
    const press = /^(\S+?)\s*按「(.+?)」([^|]+?)(?:\s*\|\s*(.*))?$/.exec(text)
    if (press) {
      const inputs = (press[4] ?? '')
        .split(/[；;]/)
        .filter((p) => p.trim() !== '')
        .map((part) => {
          const [label = '', ...value] = part.split('=')
          return { label: label.trim(), value: value.join('=').trim() }
        })
      return [{ kind: 'press', who: press[1] ?? '', title: press[2] ?? '', button: press[3]?.trim() ?? '', inputs }]
    }
    const say = /^(\S+?)（(.+?)）(?:引用「(.+?)」)?[:：](.*)$/.exec(text)
    if (!say) return []
    const quoting = say[3] === undefined ? {} : { quoting: say[3] }
    return [{ kind: 'say', who: say[1] ?? '', chat: say[2] ?? '', text: say[4] ?? '', ...quoting }]
  })
}

const idOf = (list: { id: string; name: string }[], name: string): string => {
  const found = list.find((p) => p.name === name || p.id === name)
  if (!found) throw new Error(`there is no ${name}`)
  return found.id
}

/** The talk in the sandbox, through its API. */
export async function sandboxStage(world: World): Promise<Stage> {
  const run = await runProduct(world)
  const newest = async (title: string, orderNumber: string): Promise<ShownMessage> => {
    const all = (await Promise.all(world.chats.map((c) => run.messages(c.id)))).flat()
    const matching = all.filter((m) => m.card?.title.includes(title) && (!orderNumber || m.card.orderNumber === orderNumber))
    const found = matching.findLast((m) => m.card?.state === 'open') ?? matching.at(-1)
    if (!found) throw new Error(`sandbox: no card ${title}`)
    return found
  }
  return {
    async act(act, orderNumber) {
      if (act.kind === 'say') {
        const replyTo = act.quoting === undefined ? undefined : (await newest(act.quoting, orderNumber)).id
        await run.call('POST', '/messages', {
          chatId: idOf(world.chats, act.chat),
          fromId: idOf(world.people, act.who),
          text: act.text,
          mentions: [],
          ...(replyTo === undefined ? {} : { replyTo }),
        })
      } else {
        const message = await newest(act.title, orderNumber)
        const action = message.card?.actions.find((a) => a.label.includes(act.button))
        const inputs = act.inputs.map(({ label, value }): [string, string] => {
          const input = message.card?.inputs.find((i) => i.label.includes(label))
          if (!input) throw new Error(`sandbox: no input ${label} on ${act.title}`)
          return [input.id, value === '图片' ? `data:image/png;base64,${PNG}` : value]
        })
        await run.call('POST', '/actions', {
          messageId: message.id,
          actionId: action?.id ?? act.button,
          fromId: idOf(world.people, act.who),
          inputs: Object.fromEntries(inputs),
        })
      }
      await run.settle()
    },
    orders: async () => (await run.call<{ orders: OrderView[] }>('GET', '/orders')).body.orders,
    close: () => run.close(),
  }
}

type Json = Record<string, unknown>
const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const titleOf = (card: Json | undefined): string => String((card?.['main_title'] as Json | undefined)?.['title'] ?? '')

/** The same talk in WeCom: buttons are pressed where they ask nothing, choices are made in checklists, everything else is typed as the card says. */
export async function wecomStage(
  world: World,
  admin: string,
  fake: Parameters<typeof wecomProduct>[0]['fake'] = {},
  times: Record<string, number> = {},
): Promise<Stage & { on: WecomProduct }> {
  const on = await wecomProduct({ world, admin, fake: { limits: [], ...fake }, times })
  const chatOf = (platformId: string): string => {
    const chat = world.chats.find((c) => c.kind === 'group' && on.groupOf(c.id) === platformId)
    if (!chat) throw new Error(`no chat for ${platformId}`)
    return chat.id
  }

  async function press(act: Extract<Act, { kind: 'press' }>, orderNumber: string): Promise<void> {
    const cards = on.cards().filter((s) => titleOf(s.card).includes(act.title))
    const live = cards.filter((s) => labels(s.card ?? {}).length > 0)
    const head = live.findLast((s) => s.card?.['card_type'] === 'button_interaction') ?? cards.at(-1)
    if (!head?.card) throw new Error(`WeCom: no card ${act.title}`)
    const who = idOf(world.people, act.who)
    const questions = live
      .filter((s) => String(s.card?.['task_id']).startsWith(String(head.card?.['task_id'])))
      .flatMap((s) => [
        ...list(s.card?.['select_list']),
        ...(s.card?.['button_selection'] ? [s.card['button_selection'] as Json] : []),
      ])
    const chosen = act.inputs.flatMap(({ label, value }): [string, string][] => {
      const question = questions.find((q) => String(q['title']).includes(label))
      const option = list(question?.['option_list']).find((o) => String(o['text']) === value)
      return question && option ? [[String(question['question_key']), String(option['id'])]] : []
    })
    if (act.inputs.length > 0 && chosen.length < act.inputs.length) return typed(act, who, head.chat, orderNumber)
    const key = labels(head.card).find((b) => act.button.includes(b.text.replace('…', '')) || b.text.includes(act.button))?.key
    if (key === undefined) return typed(act, who, head.chat, orderNumber)
    on.fake.bot.clicks({
      userid: userOf(who),
      taskId: String(head.card['task_id']),
      key,
      selected: Object.fromEntries(chosen),
    })
    await on.settle()
  }

  /** The whole label as the card prints it for typing. */
  const printed = (chat: string, act: Extract<Act, { kind: 'press' }>): string => {
    const card = on.cards().findLast((s) => s.chat === chat && titleOf(s.card).includes(act.title))?.card
    const typable = [...String(card?.['sub_title_text'] ?? '').matchAll(/「([^」]{1,40})」/g)].map((m) => m[1] ?? '')
    return typable.find((label) => label.includes(act.button)) ?? act.button
  }

  /** As the card tells: mention the bot, the words of the button, the values, the number. A picture goes into the same message. */
  async function typed(act: Extract<Act, { kind: 'press' }>, who: string, chat: string, orderNumber: string): Promise<void> {
    const words = act.inputs.filter((i) => i.value !== '图片').map((i) => `${i.label}：${i.value}`)
    const label = printed(chat, act)
    const text = `${orderNumber} ${label}${words.length > 0 ? `，${words.join('，')}` : ''}`
    if (!act.inputs.some((i) => i.value === '图片')) return on.says(who, chatOf(chat), text)
    const { body, aeskey } = on.fake.bot.encrypt(Buffer.from(PNG, 'base64'))
    on.fake.api.addFile('sign-back', body, '回签.png')
    on.fake.bot.says({
      userid: userOf(who),
      chat,
      content: {
        msgtype: 'mixed',
        mixed: {
          msg_item: [
            { msgtype: 'text', text: { content: `@小单 ${text}` } },
            { msgtype: 'image', image: { url: on.fake.mediaUrl('sign-back'), aeskey } },
          ],
        },
      },
    })
    await on.settle()
    await on.settle()
  }

  return {
    on,
    async act(act, orderNumber) {
      on.minutesPass(2)
      if (act.kind === 'press') return press(act, orderNumber)
      const quoted =
        act.quoting === undefined ? undefined : on.cards().findLast((s) => titleOf(s.card).includes(act.quoting ?? ''))
      const words = quoted?.card && `${titleOf(quoted.card)}\n${String(quoted.card['sub_title_text'] ?? '')}`
      await on.says(idOf(world.people, act.who), idOf(world.chats, act.chat), act.text, words)
    },
    orders: () => on.orders(),
    close: () => on.close(),
  }
}
