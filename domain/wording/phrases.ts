import type { Company, Phrases } from '../company'

/** What is said unless the firm has words of its own; {公司} becomes its name. Source: AC-132. */
const DEFAULTS: Required<Phrases> = {
  greeting: '您好，{公司}，请问有什么可以帮您？',
  repeatBack: '好的，我把订单跟您重复一遍，您听听对不对：',
  thanks: '收到，谢谢支持！',
  receiveThanks: '感谢您的支持，收货的同事辛苦了！',
}

/** The firm's words for an occasion. */
export const phrase = (company: Company, id: keyof Phrases): string =>
  (company.phrases?.[id] ?? DEFAULTS[id]).replaceAll('{公司}', company.name)

/** All of them under each other, for somebody on the telephone. */
export const phraseSheet = (company: Company): string =>
  [
    `接听：${phrase(company, 'greeting')}`,
    `重复确认：${phrase(company, 'repeatBack')}`,
    `致谢：${phrase(company, 'thanks')}`,
    `发货致谢：${phrase(company, 'receiveThanks')}`,
  ].join('\n')
