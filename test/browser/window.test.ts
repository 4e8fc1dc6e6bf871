import type { Browser } from 'playwright-core'
import { describeInBrowser, launch, shot } from './chromium'
import { startFakeBackend } from './fake-backend'
import { openPage as openAnother, withDraftCard, type OpenPage } from './open-page'

describeInBrowser('the sandbox page in all windows', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())

  let opened: { close(): Promise<void> }[] = []
  const openPage = async (...given: Parameters<typeof openAnother>): Promise<OpenPage> => {
    const open = await openAnother(...given)
    opened.push(open)
    return open
  }
  afterEach(async () => {
    for (const each of opened) await each.close()
    opened = []
  })

  test('a phone shows one pane at a time, with ways back, and never scrolls sideways', async () => {
    const { page, troubles } = await openPage(browser, { width: 375, height: 740 })
    const visible = async () =>
      (
        await Promise.all(['chats', 'talk', 'order'].map(async (id) => ((await page.locator(`#${id}`).isVisible()) ? id : '')))
      ).filter(Boolean)
    const tooWide = () =>
      page.evaluate(
        'document.documentElement.scrollWidth > 375 || [...document.querySelectorAll(".messages, .order-body")].some((e) => e.scrollWidth > e.clientWidth)',
      )
    expect(await visible()).toEqual(['chats'])
    await shot(page, 'phone-chats')
    await page.click('[data-chat=intake]')
    expect(await visible()).toEqual(['talk'])
    await withDraftCard(page)
    expect(await tooWide()).toBe(false)
    await shot(page, 'phone-talk')
    await page.locator('.card footer .link').click()
    await page.waitForSelector('.order-detail')
    expect(await visible()).toEqual(['order'])
    expect(await tooWide()).toBe(false)
    await shot(page, 'phone-order')
    await page.getByRole('button', { name: '关闭订单' }).click()
    await page.getByRole('button', { name: '往前拨' }).click()
    await page.getByRole('button', { name: '+1小时' }).click()
    await page.waitForSelector('.clock-now >> text=10:00')
    await page.getByRole('button', { name: '回到会话列表' }).click()
    expect(await visible()).toEqual(['chats'])
    expect(await tooWide()).toBe(false)
    expect(troubles).toEqual([])
  })

  test('on a smaller screen the order slides over the talk, and Escape closes it', async () => {
    const { page } = await openPage(browser, { width: 1000, height: 720 })
    await withDraftCard(page)
    expect(await page.locator('#order').isVisible()).toBe(false)
    await page.locator('.card footer .link').click()
    await page.waitForSelector('#order:visible .order-detail')
    await page.keyboard.press('Escape')
    await page.waitForSelector('#order', { state: 'hidden' })
  })

  test('everything that can be used has a name for screen readers and is reached by Tab', async () => {
    const { page } = await openPage(browser)
    await withDraftCard(page)
    const nameless = await page.evaluate(`[...document.querySelectorAll('button, a[href], input, select, textarea')]
      .filter((e) => e.checkVisibility() && !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length))
      .map((e) => e.outerHTML)`)
    expect(nameless).toEqual([])
    await page.focus('[data-chat=ops]')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.talk h2 >> text=跟单群')
    expect(await page.evaluate('document.activeElement.dataset.chat')).toBe('ops')
  })

  test('dark colours are there for those who want them', async () => {
    const { page } = await openPage(browser)
    await page.emulateMedia({ colorScheme: 'dark' })
    await withDraftCard(page)
    await page.waitForTimeout(300)
    await shot(page, 'dark')
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(16, 21, 28)')
  })

  test('a lost connection is told, comes back by itself, and what was missed appears', async () => {
    const { page, backend } = await openPage(browser)
    await withDraftCard(page)
    const port = Number(new URL(backend.url).port)
    await backend.stop()
    await page.waitForSelector('#offline:visible')
    const again = await startFakeBackend({ port })
    opened.push({ close: () => again.stop() })
    await again.say({ chatId: 'intake', text: '重启后的第一条' })
    await page.waitForSelector('.message >> text=重启后的第一条', { timeout: 15_000 })
    await page.waitForSelector('#offline', { state: 'hidden' })
  })
})
