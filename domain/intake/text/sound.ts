import type { pinyin } from 'pinyin-pro'

/** Loaded with the first catalogue: its dictionary is large. */
// oxlint-disable-next-line typescript/no-require-imports
const speaker = () => require('pinyin-pro') as { pinyin: typeof pinyin }

/** How a text is spoken, one syllable a sign, without tones. */
export const soundOf = (text: string): string => speaker().pinyin(text, { toneType: 'none', type: 'array' }).join(' ')
