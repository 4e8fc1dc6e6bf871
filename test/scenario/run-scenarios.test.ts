import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { worldShape } from '../../bot/channels/sandbox/world-shape'
import { playTalk, readTalk } from './play-talk'

const folder = join(__dirname, 'talks')
const world = worldShape.parse(JSON.parse(readFileSync(join(__dirname, '..', '..', 'bot', 'sample', 'paper-mill.json'), 'utf8')))

describe('talks', () => {
  for (const file of readdirSync(folder).filter((f) => f.endsWith('.chat.txt'))) {
    const { title, lines } = readTalk(readFileSync(join(folder, file), 'utf8'))
    const flow = file.split('-')[0] === 'approval' ? 'approval' : 'paper-mill'
    test(`${title} (${file})`, () => playTalk({ ...world, company: { ...world.company, flow } }, file, lines), 60_000)
  }
})
