import type { Browser } from 'playwright-core'
import { describeInBrowser, launch, shot } from './chromium'
import { openPage, withDraftCard, type OpenPage } from './open-page'

describeInBrowser('cards, orders and the clock on the sandbox page', () => {
  let browser: Browser
  let open: OpenPage
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())
  const start = async (options: Parameters<typeof openPage>[1] = {}) => {
    open = await openPage(browser, options)
    return open
  }
  afterEach(() => open.close())

  /** As far as the card that asks production for dates. */
  const withDatesCard = async () => {
    const { page } = await start()
    await withDraftCard(page)
    await page.click('.card.state-open [data-action=confirm]')
    await page.waitForSelector('.card.kind-approval')
    await page.selectOption('#speak-as', 'xu')
    await page.click('.card.state-open [data-action=approve]')
    await page.waitForSelector('[data-chat=ops] .unread')
    await page.click('[data-chat=ops]')
    await page.selectOption('#speak-as', 'tang')
    await page.waitForSelector('.card.state-open [data-action=done]')
    return open
  }

  test('a pressed button finishes the card: it tells who did what and offers nothing more', async () => {
    const { page, backend, troubles } = await start()
    await withDraftCard(page)
    await shot(page, 'draft')
    await page.click('.card [data-action=confirm]')
    await page.waitForSelector('.card.kind-draft.state-done')
    expect(await page.locator('.card.kind-draft .result').innerText()).toMatch(/罗晓彤 确认下单/)
    expect(await page.locator('.card.kind-draft .card-actions').count()).toBe(0)
    expect(backend.received[1]).toMatchObject({ personId: 'luo', content: { kind: 'action', actionId: 'confirm', inputs: {} } })
    expect(troubles).toEqual([])
  })

  test('a button of somebody else is shown, explains who may press it, and offers to be that person', async () => {
    const { page, backend } = await start()
    await withDraftCard(page)
    await page.selectOption('#speak-as', 'xu')
    await page.click('.card [data-action=confirm]')
    expect(await page.locator('.card-note').innerText()).toContain('由罗晓彤处理')
    await shot(page, 'not-mine')
    expect(backend.received).toHaveLength(1)
    await page.getByRole('button', { name: '换成罗晓彤' }).click()
    expect(await page.inputValue('#speak-as')).toBe('luo')
    await page.click('.card [data-action=confirm]')
    await page.waitForSelector('.card.kind-draft.state-done')
  })

  test('who presses all the same is told what the rules say', async () => {
    const { page, backend } = await start()
    await withDraftCard(page)
    await page.selectOption('#speak-as', 'xu')
    await page.click('.card [data-action=cancel]')
    await page.getByRole('button', { name: '仍以徐丽华点一下' }).click()
    await page.waitForSelector('.toast.error >> text=徐丽华不能点「取消」')
    expect(backend.received).toHaveLength(1)
  })

  test('a form is filled in and goes out with the press; what is missing is pointed out first', async () => {
    const { page, backend, troubles } = await withDatesCard()
    await page.click('.card [data-action=done]')
    expect(await page.locator('.card-note').innerText()).toContain('还差：完成日期、原料齐不齐')
    expect(await page.locator('.field.missing').count()).toBe(2)
    await shot(page, 'form')
    await page.getByLabel('完成日期').fill('2024-12-03')
    await page.getByLabel('齐了').check()
    await page.getByLabel('加急费').fill('500')
    await page.getByLabel('备注').fill('两班倒')
    await page.setInputFiles('.card input[type=file]', {
      name: '排产.png',
      mimeType: 'image/png',
      buffer: Buffer.from('picture'),
    })
    await page.waitForSelector('.file-name >> text=排产.png')
    // Speaking as somebody else meanwhile draws the card anew and must not lose what was filled in.
    await page.selectOption('#speak-as', 'zhou')
    await page.selectOption('#speak-as', 'tang')
    await page.click('.card [data-action=done]')
    await page.waitForSelector('.card.state-done')
    expect(backend.received.at(-1)).toMatchObject({
      personId: 'tang',
      content: {
        actionId: 'done',
        inputs: { finishDate: '2024-12-03', sure: 'yes', cost: '500', note: '两班倒', sheet: expect.stringMatching(/^vault:/) },
      },
    })
    expect(troubles).toEqual([])
  })

  test('what is missing may be left to be asked in chat', async () => {
    const { page, backend } = await withDatesCard()
    await page.click('.card [data-action=done]')
    await page.getByRole('button', { name: /先不填/ }).click()
    await page.waitForSelector('.card.state-done')
    expect(backend.received.at(-1)).toMatchObject({ content: { actionId: 'done', inputs: {} } })
  })

  test('the order beside the talk tells who holds it, what was paid, and leads back to the words', async () => {
    const { page } = await withDatesCard()
    await page.click('[data-order]:has-text("待定交期")')
    const text = await page.locator('.order-detail').innerText()
    for (const words of [
      '待定交期',
      '佛山市锦程印刷有限公司',
      'A 级',
      '¥18,360.00',
      '唐师傅',
      '交期确认',
      '已收 ¥2,000.00 / 应收 ¥5,508.00',
      '12月6日 周五',
      '德邦物流',
      'DPK200123456789',
      '客户订单确认书',
      '两令边角有折痕',
      '更早的 3 条',
    ])
      expect(text).toContain(words)
    await shot(page, 'order')
    await page.locator('.evidence').first().click()
    await page.waitForSelector('.message.found >> text=锦程要双胶纸')
    expect(await page.locator('.chat-row.current').innerText()).toContain('接单群')
  })

  test('orders are found by words, and by who has to act', async () => {
    const { page } = await withDatesCard()
    await page.fill('.search input', '铜版')
    await page.waitForSelector('.order-row >> text=待定交期')
    await page.fill('.search input', '没有这样的')
    expect(await page.locator('.order-rows').innerText()).toContain('没有找到')
    await page.fill('.search input', '')
    await page.getByRole('button', { name: /等我处理/ }).click()
    expect(await page.locator('.order-row').count()).toBe(1)
    await page.selectOption('#speak-as', 'fang')
    expect(await page.locator('.order-rows').innerText()).toContain('没有等方会计处理的事')
  })

  test('the clock shows the company’s time wherever the visitor sits, and moves forward', async () => {
    const { page, backend } = await start()
    const clock = page.locator('.clock-now')
    expect(await clock.innerText()).toMatch(/11月25日 周一\s+09:00/)
    await page.getByRole('button', { name: '+1小时' }).click()
    await clock.locator('text=10:00').waitFor()
    await page.getByRole('button', { name: '+1天' }).click()
    await clock.locator('text=11月26日').waitFor()
    await page.getByLabel('拨到哪一刻').fill('2024-11-29T17:30')
    await page.getByRole('button', { name: '拨到' }).click()
    await clock.locator('text=11月29日 周五').waitFor()
    await page.getByRole('button', { name: /到下个工作日 9:00/ }).click()
    await clock.locator('text=12月2日 周一').waitFor()
    expect(backend.advances).toEqual([
      '2024-11-25T10:00:00+08:00',
      '2024-11-26T10:00:00+08:00',
      '2024-11-29T17:30:00+08:00',
      '2024-12-02T09:00:00+08:00',
    ])
  })

  test('what was said today was said yesterday once a day has passed', async () => {
    const { page } = await start()
    await withDraftCard(page)
    expect(await page.locator('.day').innerText()).toBe('今天')
    await page.getByRole('button', { name: '+1天' }).click()
    await page.waitForSelector('.day >> text=昨天')
    await page.waitForSelector('.chat-row.current time >> text=昨天')
  })

  test('where the clock cannot be moved, it only tells the time', async () => {
    const { page } = await start({ fixedClock: true })
    await page.waitForSelector('.clock >> text=真实时间')
    expect(await page.getByRole('button', { name: '+1小时' }).count()).toBe(0)
  })

  test('a company without anybody offers the sample company', async () => {
    const { page } = await start({ empty: true })
    await page.getByRole('button', { name: '载入示例公司' }).click()
    await page.waitForSelector('[data-chat=intake]')
  })
})
