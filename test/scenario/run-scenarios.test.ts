import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { playTalk } from './play-talk'
import { openTalk, sampleCompany } from './sample-company'

describe('talks', () => {
  for (const file of readdirSync(join(__dirname, 'talks')).filter((f) => f.endsWith('.chat.txt'))) {
    const { title, flow, lines } = openTalk(file)
    test(`${title} (${file})`, () => playTalk(sampleCompany(flow), file, lines), 600_000)
  }
})
