/** A lorry's plate: province, letter, then five places, or six for new energy; I and O are never used. */
const PROVINCE = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const LETTERS = 'A-HJ-NP-Z'
const PLATE = new RegExp(
  `([${PROVINCE}][${LETTERS}])[·. ]?` +
    `((?:[A-HJK][${LETTERS}0-9]\\d{4}|\\d{5}[A-HJK])|[${LETTERS}0-9]{4}[${LETTERS}0-9挂学警港澳])(?![A-Z0-9])`,
  'g',
)

/** Plates in normalised text, without dot or space: 粤B12345, 粤BD12345, 粤B1234挂. */
export const platesIn = (text: string): { plate: string; from: number; to: number }[] =>
  [...text.matchAll(PLATE)]
    // A plate has digits; five letters are a word.
    .filter((m) => /\d{2}/.test(m[2] ?? '') || /\d.*\d/.test(m[2] ?? ''))
    .map((m) => ({ plate: `${m[1]}${m[2]}`, from: m.index, to: m.index + m[0].length }))
