import { ROLES } from './line-roles'

/** Roles by their numbers. */
export const numberOf = (label: (typeof ROLES)[number]): number => ROLES.indexOf(label)
export const [NAME, COLOR, SPEC, CODE] = [numberOf('name'), numberOf('color'), numberOf('spec'), numberOf('code')]
export const [QUANTITY, UNIT, CUSTOMER] = [numberOf('quantity'), numberOf('unit'), numberOf('customer')]
/** What the first piece of a word is. */
export const firstOf = (role: number): number =>
  role === NAME ? numberOf('nameBegins') : role === COLOR ? numberOf('colorBegins') : role
