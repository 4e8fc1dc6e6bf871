import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const SHOTS = join(__dirname, '../../artifacts')

const path = process.env['CHROMIUM_PATH'] ?? PLACES.find((p) => existsSync(p))

/** Like describe. Without a browser it fails where everything must be checked (CI=true), and says so loudly elsewhere. */
export function describeInBrowser(name: string, body: () => void): void {
  if (path && existsSync(path)) {
    describe(name, body)
    return
  }
  const why = `No Chromium found (looked for ${path ?? PLACES.join(', ')}); set CHROMIUM_PATH`
  if (process.env['CI'] === 'true') {
    test(name, () => {
      throw new Error(why)
    })
    return
  }
  console.warn(`\n!!! SKIPPED: "${name}" was not checked in a browser. ${why} !!!\n`)
  describe.skip(name, body)
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
    ...(path ? { executablePath: path } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--lang=zh-CN',
    ],
  })

/** A picture for people to look at; never compared. */
export async function shot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `sandbox-${name}.png`) })
}
