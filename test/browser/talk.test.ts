import type { Browser } from 'playwright-core'
import { describeInBrowser, launch, shot } from './chromium'
import { openPage, say, withDraftCard, type OpenPage } from './open-page'

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Hands a file to the page by an event that only a person's hand can make. */
const give = (event: string, property: string, target: string, name: string): string => `(() => {
  const data = new DataTransfer()
  data.items.add(new File(['x'], '${name}', { type: 'application/pdf' }))
  const event = new Event('${event}', { bubbles: true, cancelable: true })
  Object.defineProperty(event, '${property}', { value: data })
  document.querySelector('${target}').dispatchEvent(event)
})()`

describeInBrowser('talking on the sandbox page', () => {
  let browser: Browser
  let open: OpenPage
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    open = await openPage(browser)
  })
  afterEach(async () => {
    await open.close()
    expect(open.troubles).toEqual([])
  })

  test('an empty chat offers three things to try, with the company’s own customers, and a click writes them', async () => {
    const { page } = open
    expect(await page.locator('.starter').count()).toBe(3)
    await shot(page, 'empty')
    await page.selectOption('#speak-as', 'gao')
    await page.locator('.starter').first().click()
    expect(await page.inputValue('#speak-as')).toBe('luo')
    expect(await page.inputValue('#composer-text')).toContain('佛山市锦程印刷有限公司')
    expect(open.backend.received).toHaveLength(0)
  })

  test('a message goes out under the name of the chosen person; Shift+Enter only breaks the line', async () => {
    const { page, backend } = open
    await page.selectOption('#speak-as', 'zhou')
    await page.fill('#composer-text', '第一行')
    await page.press('#composer-text', 'Shift+Enter')
    await page.keyboard.type('第二行')
    expect(backend.received).toHaveLength(0)
    await page.press('#composer-text', 'Enter')
    const message = page.locator('.message', { hasText: '第二行' })
    await message.waitFor()
    expect(await message.locator('.message-head').innerText()).toMatch(/周敏[\s\S]*客服员[\s\S]*09:00/)
    expect(backend.received[0]).toMatchObject({ personId: 'zhou', chatId: 'intake', content: { text: '第一行\n第二行' } })
    expect(await page.inputValue('#composer-text')).toBe('')
  })

  test('the person who speaks is remembered for each chat, also after a reload', async () => {
    const { page } = open
    await page.selectOption('#speak-as', 'xu')
    await page.click('[data-chat=ops]')
    expect(await page.inputValue('#speak-as')).toBe('zhou')
    await page.click('[data-chat=intake]')
    expect(await page.inputValue('#speak-as')).toBe('xu')
    await page.reload()
    await page.waitForSelector('#speak-as')
    expect(await page.inputValue('#speak-as')).toBe('xu')
  })

  test('an answer quotes a message and mentions by the keyboard alone', async () => {
    const { page, backend } = open
    await say(page, 'luo', '这张单急')
    const first = page.locator('.message', { hasText: '这张单急' })
    await first.hover()
    await first.getByRole('button', { name: /^引用/ }).click()
    await page.selectOption('#speak-as', 'zhou')
    await page.focus('#composer-text')
    await page.keyboard.type('@徐')
    await page.waitForSelector('#mention-list li')
    await page.keyboard.press('Enter')
    await page.keyboard.type('看一下 @')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    const answer = page.locator('.message', { hasText: '看一下' })
    await answer.waitFor()
    expect(await answer.locator('.quoted').innerText()).toBe('罗晓彤：这张单急')
    expect(await answer.locator('.mention:not(.weak)').innerText()).toBe('@徐丽华')
    expect(backend.received[1]).toMatchObject({ personId: 'zhou', mentions: ['xu'], replyTo: backend.received[0]?.messageId })
    await answer.locator('.quoted').click()
    await page.waitForSelector('.message.found')
    expect(await page.locator('.message.found').innerText()).toContain('这张单急')
  })

  test('files come by the button, by paste and by drop, and are seen before and after', async () => {
    const { page, backend } = open
    await page.setInputFiles('#composer-files', { name: '样品.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') })
    await page.evaluate(give('paste', 'clipboardData', '#composer-text', '合同.pdf'))
    await page.evaluate(give('drop', 'dataTransfer', '.messages', '图纸.pdf'))
    expect(await page.locator('.pending-file').count()).toBe(3)
    await page.getByRole('button', { name: '不发合同.pdf' }).click()
    await page.press('#composer-text', 'Enter')
    await page.waitForSelector('.message .picture img')
    await page.waitForFunction(`document.querySelector('.message .picture img').naturalWidth === 1`)
    expect(await page.locator('.message a.file').innerText()).toContain('图纸.pdf')
    expect(backend.received[0]?.content).toMatchObject({
      attachments: [{ name: '样品.png', mimeType: 'image/png' }, { name: '图纸.pdf' }],
    })
    expect(await page.locator('.pending-file').count()).toBe(0)
  })

  test('what people write is shown and never run', async () => {
    const { page, backend } = open
    const evil = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
    await say(page, 'luo', evil)
    await backend.say({
      chatId: 'intake',
      text: '',
      card: {
        kind: 'notice',
        title: evil,
        fields: [{ id: 'a', label: evil, value: evil }],
        inputs: [],
        actions: [],
        state: 'open',
      },
    })
    await page.waitForSelector('.card')
    expect(await page.locator('.message .words').innerText()).toBe(evil)
    expect(await page.locator('.card h4').innerText()).toBe(evil)
    expect(await page.evaluate('"hacked" in window')).toBe(false)
    expect(await page.locator('.messages img[src=x], .messages script').count()).toBe(0)
  })

  test('news in another chat is counted until it is opened', async () => {
    const { page, backend } = open
    await backend.say({ chatId: 'ops', text: '一' })
    await backend.say({ chatId: 'ops', text: '二' })
    await page.waitForSelector('[data-chat=ops] .unread >> text=2')
    await page.click('[data-chat=ops]')
    await page.waitForSelector('.message >> text=二')
    expect(await page.locator('.unread').count()).toBe(0)
  })

  test('what is said while the page loads is not lost', async () => {
    const { page, backend } = open
    await page.route(
      '**/chats/intake/messages*',
      async (route) => {
        const response = await route.fetch()
        await backend.say({ chatId: 'intake', text: '加载时说的话' })
        await page.waitForTimeout(400)
        await route.fulfill({ response })
      },
      { times: 1 },
    )
    await page.reload()
    await page.waitForSelector('.chat-row')
    await page.waitForTimeout(600)
    expect(await page.locator('.message >> text=加载时说的话').count()).toBe(1)
  })

  test('who reads further up is not torn away, but told of news', async () => {
    const { page, backend } = open
    for (let i = 0; i < 30; i++) await backend.say({ chatId: 'intake', text: `第${i}条` })
    await page.waitForSelector('.message >> text=第29条')
    await page.evaluate(`document.querySelector('.messages').scrollTop = 0`)
    await page.waitForTimeout(100)
    await backend.say({ chatId: 'intake', text: '最新的一条' })
    await page.waitForSelector('.more:visible')
    expect(await page.evaluate(`document.querySelector('.messages').scrollTop`)).toBe(0)
    await page.click('.more')
    await page.waitForFunction(
      `(() => { const m = document.querySelector('.messages'); return m.scrollHeight - m.scrollTop - m.clientHeight < 5 })()`,
    )
  })

  test('Enter that ends the writing of a Chinese word does not send', async () => {
    const { page, backend } = open
    await page.fill('#composer-text', '双胶')
    await page.evaluate(
      `document.getElementById('composer-text').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))`,
    )
    await page.waitForTimeout(150)
    expect(backend.received).toHaveLength(0)
    expect(await page.inputValue('#composer-text')).toBe('双胶')
  })

  test('a number of a known order in the talk opens the order, also where it was named before the order was known', async () => {
    const { page, backend } = open
    await backend.say({ chatId: 'intake', text: '罗晓彤，FS001-20241125-01 已录好', mentions: ['luo'] })
    await withDraftCard(page)
    expect(await page.locator('.words .mention').first().innerText()).toBe('罗晓彤')
    await page.locator('.words .link').first().click()
    await page.waitForSelector('.order-detail')
    expect(await page.locator('.order h2').innerText()).toBe('FS001-20241125-01')
  })
})
