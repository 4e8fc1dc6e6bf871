import { randomInt } from 'node:crypto'

/** Without signs that are taken for one another when read aloud. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'

/** Ten signs at random. */
export const newId = (): string => Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
