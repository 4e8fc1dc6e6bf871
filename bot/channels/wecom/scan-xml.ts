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

/**
 * Reads the flat XML of WeCom callbacks in one pass. No entities but the five of XML, no declarations, no external anything: whatever
 * is not plain elements, text and CDATA gives undefined. Text inside CDATA is never taken for markup.
 */
export function scanXml(xml: string): XmlLeaf[] | undefined {
  const leaves: XmlLeaf[] = []
  const names: string[] = []
  let path = ''
  let text = ''
  let isLeaf = false
  let at = 0
  while (at < xml.length) {
    const open = xml.indexOf('<', at)
    if (open < 0) break
    if (open > at) text += decodeText(xml.slice(at, open))
    if (xml.startsWith(CDATA, open)) {
      const end = xml.indexOf(']]>', open + CDATA.length)
      if (end < 0) return undefined
      text += xml.slice(open + CDATA.length, end)
      at = end + 3
      continue
    }
    const close = xml.indexOf('>', open)
    if (close < 0) return undefined
    at = close + 1
    const mark = xml[open + 1]
    if (mark === '?' && names.length === 0) continue
    if (mark === '!' || mark === '?') return undefined
    if (mark === '/') {
      const name = names.pop()
      if (name === undefined || xml.slice(open + 2, close).trim() !== name) return undefined
      if (isLeaf && leaves.push({ path, value: text }) > MOST_LEAVES) return undefined
      path = path.slice(0, Math.max(0, path.length - name.length - 1))
      isLeaf = false
      text = ''
      continue
    }
    const empty = xml[close - 1] === '/'
    const name = xml.slice(open + 1, empty ? close - 1 : close).trim()
    if (!/^[A-Za-z_][\w.-]{0,63}$/.test(name) || names.length >= MOST_DEPTH) return undefined
    text = ''
    if (empty) {
      if (leaves.push({ path: path ? `${path}/${name}` : name, value: '' }) > MOST_LEAVES) return undefined
      isLeaf = false
      continue
    }
    names.push(name)
    path = path ? `${path}/${name}` : name
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
