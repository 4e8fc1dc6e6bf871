/** A piece of XML without children: the names down to it joined by "/", and its text. */
export interface XmlLeaf {
  path: string
  value: string
}

const MOST_LEAVES = 2000
const MOST_DEPTH = 16
const CDATA = '<![CDATA['
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const decodeText = (text: string): string =>
  text.includes('&') ? text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '') : text

const SLASH = 47
const CLOSE = 62
const MARK = 33
const MOST_NAME = 64
const NAME = /^[A-Za-z_][\w.-]{0,63}$/

const isNameStart = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95
const isNameCode = (code: number): boolean => isNameStart(code) || (code >= 48 && code <= 57) || code === 45 || code === 46

/** Where a tag closes that is nothing but a name, as nearly all are; -1 for any other, which is then looked at closely. */
function closeOfPlainTag(xml: string, from: number): number {
  if (!isNameStart(xml.charCodeAt(from))) return -1
  let at = from + 1
  while (isNameCode(xml.charCodeAt(at))) at += 1
  return xml.charCodeAt(at) === CLOSE && at - from <= MOST_NAME ? at : -1
}

/**
 * Reads the flat XML of WeCom callbacks in one pass. No entities but the five of XML, no declarations, no external anything: whatever
 * is not plain elements, text and CDATA gives undefined. Text inside CDATA is never taken for markup.
 */
export function scanXml(xml: string): XmlLeaf[] | undefined {
  const leaves: XmlLeaf[] = []
  const names: string[] = []
  const parents: string[] = []
  let path = ''
  let text = ''
  let isLeaf = false
  let at = 0
  while (at < xml.length) {
    const open = xml.indexOf('<', at)
    if (open < 0) break
    if (open > at) text += decodeText(xml.slice(at, open))
    const mark = xml.charCodeAt(open + 1)
    if (mark === MARK) {
      const end = xml.startsWith(CDATA, open) ? xml.indexOf(']]>', open + CDATA.length) : -1
      if (end < 0) return undefined
      text += xml.slice(open + CDATA.length, end)
      at = end + 3
      continue
    }
    if (mark === SLASH) {
      const name = names.pop()
      if (name === undefined) return undefined
      let close = open + 2 + name.length
      if (xml.charCodeAt(close) !== CLOSE || !xml.startsWith(name, open + 2)) {
        close = xml.indexOf('>', open)
        if (close < 0 || xml.slice(open + 2, close).trim() !== name) return undefined
      }
      at = close + 1
      if (isLeaf && leaves.push({ path, value: text }) > MOST_LEAVES) return undefined
      path = parents.pop() ?? ''
      isLeaf = false
      text = ''
      continue
    }
    let close = closeOfPlainTag(xml, open + 1)
    let name: string
    let isEmpty = false
    if (close >= 0) name = xml.slice(open + 1, close)
    else {
      close = xml.indexOf('>', open)
      if (close < 0) return undefined
      if (xml[open + 1] === '?' && names.length === 0) {
        at = close + 1
        continue
      }
      isEmpty = xml.charCodeAt(close - 1) === SLASH
      name = xml.slice(open + 1, isEmpty ? close - 1 : close).trim()
      if (!NAME.test(name)) return undefined
    }
    if (names.length >= MOST_DEPTH) return undefined
    at = close + 1
    text = ''
    const inner = path === '' ? name : `${path}/${name}`
    if (isEmpty) {
      if (leaves.push({ path: inner, value: '' }) > MOST_LEAVES) return undefined
      isLeaf = false
      continue
    }
    names.push(name)
    parents.push(path)
    path = inner
    isLeaf = true
  }
  return names.length === 0 && leaves.length > 0 ? leaves : undefined
}

/** The ciphertext of an app callback's outer envelope, found without reading the rest; "" when there is none. */
export function encryptOf(xml: string): string {
  const open = xml.indexOf('<Encrypt>')
  if (open < 0) return ''
  const from = open + '<Encrypt>'.length
  const end = xml.indexOf('</Encrypt>', from)
  if (end < 0) return ''
  const inner = xml.slice(from, end).trim()
  return inner.startsWith(CDATA) && inner.endsWith(']]>') ? inner.slice(CDATA.length, -3) : inner
}

/** Text as CDATA; an end mark inside is split so that it cannot close the section. */
export const cdata = (text: string): string => `${CDATA}${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

/** The packet of a passive answer to an app callback. */
export const answerXml = (sealed: { encrypt: string; signature: string; timestamp: string; nonce: string }): string =>
  `<xml><Encrypt>${cdata(sealed.encrypt)}</Encrypt><MsgSignature>${cdata(sealed.signature)}</MsgSignature>` +
  `<TimeStamp>${sealed.timestamp}</TimeStamp><Nonce>${cdata(sealed.nonce)}</Nonce></xml>`
