import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { worldShape, type World } from '../../bot/channels/sandbox/world-shape'
import { readTalk, type TalkLine } from './play-talk'

const folder = join(__dirname, 'talks')

/** The sample company of a flow: what a newcomer starts with is what the talks are played in. */
export const sampleCompany = (flow: string): World =>
  worldShape.parse(JSON.parse(readFileSync(join(__dirname, '..', '..', 'bot', 'sample', `${flow}.json`), 'utf8')))

/** A talk by its file name, with the flow its first line names. */
export function openTalk(file: string): { title: string; flow: string; lines: TalkLine[] } {
  const { title, lines } = readTalk(readFileSync(join(folder, file), 'utf8'))
  const flow = /^流程\s+(\S+)$/.exec(lines[0]?.text ?? '')?.[1]
  return {
    title,
    flow: flow ?? (file.startsWith('approval') ? 'approval' : 'paper-mill'),
    lines: flow ? lines.slice(1) : lines,
  }
}
