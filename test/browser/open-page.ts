import type { Browser, BrowserContext, Page } from 'playwright-core'
import { startFakeBackend, type FakeBackend } from './fake-backend'

export interface OpenPage {
  page: Page
  backend: FakeBackend
  /** Errors of the page, and requests to anywhere but its own server. */
  troubles: string[]
  close(): Promise<void>
}

interface Options {
  width?: number
  height?: number
  empty?: boolean
  fixedClock?: boolean
}

/** A fresh backend and a fresh visitor. */
export async function openPage(browser: Browser, { width = 1440, height = 900, ...options }: Options = {}): Promise<OpenPage> {
  const backend = await startFakeBackend(options)
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'America/New_York',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(backend.url) && !url.startsWith('blob:') && !url.startsWith('data:')) troubles.push(`request to ${url}`)
  })
  await page.goto(backend.url)
  await page.waitForSelector('.chat-row, .welcome button')
  return {
    page,
    backend,
    troubles,
    close: async () => {
      await context.close()
      await backend.stop()
    },
  }
}

/** Says something as somebody, the way a person does it. */
export async function say(page: Page, personId: string, text: string): Promise<void> {
  await page.selectOption('#speak-as', personId)
  await page.fill('#composer-text', text)
  await page.press('#composer-text', 'Enter')
}

/** An order text, and the card that answers it. */
export async function withDraftCard(page: Page): Promise<void> {
  await say(page, 'luo', '锦程要双胶纸 120令，下周五交')
  await page.waitForSelector('.card.kind-draft')
}
