/** The parts of a template card that the product uses, as the platform spells them. */
export interface TemplateCard {
  card_type: 'text_notice' | 'button_interaction' | 'vote_interaction' | 'multiple_interaction'
  task_id?: string
  source?: { desc: string; desc_color: number }
  main_title: { title: string; desc?: string }
  sub_title_text?: string
  horizontal_content_list?: { keyname: string; value: string }[]
  card_action?: { type: 1; url: string }
  button_selection?: Selection
  button_list?: { text: string; style: number; key: string }[]
  checkbox?: { question_key: string; mode: 0 | 1; option_list: { id: string; text: string; is_checked: boolean }[] }
  select_list?: Selection[]
  submit_button?: { text: string; key: string }
}

export interface Selection {
  question_key: string
  title: string
  option_list: { id: string; text: string }[]
}

/** The first entry of every selection: clients choose the first one by themselves, and nobody shall answer without meaning to. */
export const NOT_CHOSEN = '-'
