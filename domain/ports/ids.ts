/** Short random ids: lower-case letters and digits, 10 characters, unique for all practical purposes. */
export type NewId = () => string
