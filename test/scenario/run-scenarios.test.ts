import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { worldShape } from '../../bot/channels/sandbox/world-shape'
import { playTalk, readTalk } from './play-talk'

const folder = join(__dirname, 'talks')
/** The sample company of a flow: what a newcomer starts with is what the talks are played in. */
const sample = (flow: string) =>
  worldShape.parse(JSON.parse(readFileSync(join(__dirname, '..', '..', 'bot', 'sample', `${flow}.json`), 'utf8')))

describe('talks', () => {
  for (const file of readdirSync(folder).filter((f) => f.endsWith('.chat.txt'))) {
    const { title, lines } = readTalk(readFileSync(join(folder, file), 'utf8'))
    const flow = /^流程\s+(\S+)$/.exec(lines[0]?.text ?? '')?.[1]
    const rest = flow ? lines.slice(1) : lines
    test(
      `${title} (${file})`,
      () => playTalk(sample(flow ?? (file.startsWith('approval') ? 'approval' : 'paper-mill')), file, rest),
      60_000,
    )
  }
})
