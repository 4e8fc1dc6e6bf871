import type { ActionSpec } from '../flow/flow'
import type { Prompt } from '../order/order'

/** What a button is called: its label and its own words. */
export const buttonWords = ({ label, words }: ActionSpec): string[] => [label, ...(words ?? [])]

/** Whether words begin with what stands on a button of a question. */
export const beginsWithButton = (words: string, prompt: Prompt): boolean =>
  prompt.actions.some((a) => a.label.length >= 2 && words.normalize('NFKC').startsWith(a.label.normalize('NFKC')))

/** Whether words are how a button begins. */
export const startsButton = (words: string, prompt: Prompt): boolean =>
  words.length >= 2 && prompt.actions.some((a) => a.label.normalize('NFKC').startsWith(words.normalize('NFKC')))

/** The button of a draft that the words name outright: its label, or one of its words alone. */
export const namedButton = (prompt: Prompt, text: string): string | undefined => {
  const bare = text.normalize('NFKC').replace(/[了吧。.!！]+$/, '')
  return prompt.actions.find(
    (a) => a.id !== 'edit' && a.id !== 'register' && (a.label.normalize('NFKC') === bare || (a.words ?? []).includes(bare)),
  )?.id
}
