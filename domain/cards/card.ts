import type { RoleId } from '../company'

export type CardKind =
  | 'draft'
  | 'prompt'
  | 'confirm'
  | 'approval'
  | 'notice'
  | 'document'
  | 'tracking'
  | 'reminder'
  | 'exception'
  | 'status'
export type InputType = 'text' | 'number' | 'money' | 'date' | 'choice' | 'file'

export interface CardField {
  id: string
  label: string
  value: string
}

export interface CardInput {
  id: string
  label: string
  type: InputType
  required: boolean
  choices?: { id: string; label: string }[]
}

export interface CardAction {
  id: string
  label: string
  style?: 'primary' | 'danger' | 'default'
  /** Role ids, or exactly one person id. A hint for display: who may press is decided when the press arrives. */
  mayPress: string[] | RoleId[]
}

/** A card without any platform in it. A finished card tells who did what and offers no action. */
export interface Card {
  kind: CardKind
  orderNumber?: string
  stepId?: string
  title: string
  fields: CardField[]
  inputs: CardInput[]
  actions: CardAction[]
  state: 'open' | 'done' | 'expired'
}
