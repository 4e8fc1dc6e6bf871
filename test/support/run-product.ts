import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../../bot/config'
import { compose, type Instead, type Product } from '../../bot/compose'
import type { World } from '../../bot/channels/sandbox/world-shape'
import type { Card } from '../../domain/cards/card'
import type { Flow } from '../../domain/flow/flow'
import type { OrderView } from '../../domain/order/order-view-shape'

export interface ShownMessage {
  id: string
  chatId: string
  fromId: string
  at: string
  text: string
  replyTo?: string
  mentions: string[]
  card?: Card
}

export interface Answer<T> {
  status: number
  body: T
}

/** The whole product in this process, driven through the sandbox API without a socket. */
export interface RunningProduct {
  product: Product
  call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer<T>>
  settle(): Promise<void>
  messages(chatId: string): Promise<ShownMessage[]>
  order(number: string): Promise<OrderView>
  /** Stops it as a restart would; the data stays. `takingIn` runs on a process that takes calls in and handles nothing, as one that dies right then. */
  restart(takingIn?: (product: Product) => Promise<void>, instead?: Instead): Promise<void>
  close(): Promise<void>
}

const settings = (dataDir: string) => ({ port: 0, host: '127.0.0.1', dataDir, logLevel: 'silent', sandbox: true, flowFiles: [] })

export async function runProduct(world: World, over: Partial<Config> = {}, ownFlows: Flow[] = []): Promise<RunningProduct> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gendan-test-'))
  let product = await compose({ ...settings(dataDir), ...over }, ownFlows)
  await product.start()
  const call = async <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer<T>> => {
    const answer = await product.app.inject({
      method,
      url: `/sandbox/api${path}`,
      headers: { host: '127.0.0.1' },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    return { status: answer.statusCode, body: (answer.body === '' ? undefined : answer.json()) as T }
  }
  const put = await call('PUT', '/world', world)
  if (put.status !== 204) throw new Error(`the world was refused: ${JSON.stringify(put.body)}`)
  return {
    get product() {
      return product
    },
    call,
    async settle() {
      const { status } = await call('POST', '/settle', { timeoutMs: 120_000 })
      if (status !== 200) throw new Error(`settle answered ${status}`)
    },
    async messages(chatId) {
      return (await call<{ messages: ShownMessage[] }>('GET', `/chats/${chatId}/messages`)).body.messages
    },
    async order(number) {
      const { status, body } = await call<OrderView>('GET', `/orders/${number}`)
      if (status !== 200) throw new Error(`order ${number} answered ${status}`)
      return body
    },
    async restart(takingIn, instead) {
      await product.stop()
      if (takingIn) {
        const half = await compose({ ...settings(dataDir), ...over, roles: ['web'] }, ownFlows)
        await half.start()
        await takingIn(half)
        await half.stop()
      }
      product = await compose({ ...settings(dataDir), ...over }, ownFlows, instead)
      await product.start()
    },
    async close() {
      await product.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
