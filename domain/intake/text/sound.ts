import type { pinyin } from 'pinyin-pro'

/** Loaded with the first catalogue: its dictionary is large. */
// oxlint-disable-next-line typescript/no-require-imports
const speaker = () => require('pinyin-pro') as { pinyin: typeof pinyin }

/** How a text is spoken, one syllable a sign, without tones, and without what many do not tell apart: zh and z, ing and in. */
export const soundOf = (text: string): string =>
  speaker()
    .pinyin(text, { toneType: 'none', type: 'array' })
    .map((syllable) => syllable.replace(/^([zcs])h/, '$1').replace(/(?<=[aei]n)g$/, ''))
    .join(' ')
