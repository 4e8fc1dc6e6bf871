import type { Doubt, Draft, IntakeContext, Read } from '../draft'
import { nowOf } from './message-day'
import type { Page, Range } from '../text/page'
import { readAddress } from '../people/read-address'
import { readCarriage, readCarrier } from './read-carriage'
import { readDates } from './read-dates'
import { readContact } from '../people/read-contact'
import { knownNamesIn } from '../people/known-names'
import { readInvoice } from './read-invoice'
import { readPayment } from './read-payment'
import { readPhones } from '../people/read-phones'
import { readReference } from './read-reference'
import { readTerms } from './read-terms'

/** A phone with the place where it begins. */
export interface PlacedPhone {
  read: Read<string>
  start: number
}

/** The phones of the message, taken off the page, with their places. */
export const placedPhones = (page: Page): PlacedPhone[] =>
  readPhones(page).map((read) => ({ read, start: page.normal.at(read.spans[0]?.start ?? 0) }))

const NOTES = /(?<![一-鿿])(?:备注|特殊要求|注意事项|注意|说明|其他要求|remarks?|notes?)[:：=]\s?([^\n\u0001]{2,200})/
const PACKAGING = /(?:包装(?:要求|方式)?|(?<![a-z])(?:packing|packaging|package))[:：=]\s?([^\n\u0001]{2,120})/
const PACKING_WISH =
  /(?:^|[，,。;；\n\s])(?!(?:货|品名|产品|货品|品)[:：])(?![^，,。;；\n\u0001]{0,24}\s\d{1,6}[万千百]?\s?(?:箱|卷|套|件|米|个|张|只|条|袋|双|令|吨|公斤|斤)(?:[\s，,。;；]|$))(?![^，,。;；\n\u0001]{0,10}(?:opp\s?袋|编织袋|蛇皮袋|气泡袋|泡沫箱|珍珠棉|收缩膜|木托盘?|防潮纸|外箱|内箱)[^，,。;；\n\u0001]{0,16}\d\s?(?:箱|包|个|只|捆|卷|米|条|套|片|块)(?:[\s，,。;；]|$))((?:[^，,。;；\n\u0001]{0,10}(?:木托盘?|缠膜|套[内外]?膜|加内膜|棉包头|两头包|按[一-鿿]{1,3}分[袋箱包盒](?!装)|中性包装|独立小?(?:包装|袋)|单个[一-鿿]{0,4}(?:袋|盒|包)|(?:单个|每[个只件台套])彩盒|彩盒包?装|蛇皮袋|编织袋|纸箱包装|真空包装|防潮纸|打托|打木[箱托架]|气泡袋|opp\s?袋|\/opp|pcs\s?\/\s?ctn|(?:brown|white|gift|inner|mail|colou?r) ?box|每[个只件人盒箱套双条台份][^，,。;；\n\u0001]{0,4}[一1单独配装套][^，,。;；\n\u0001]{0,4}[袋盒箱包]|外箱|内箱|唛头|外套[一-鿿]{0,2}袋|套袋|保水箱|加?冰袋|单独(?:打|包|装)|分开(?:装|包)|[袋箱盒]上[贴印]|(?<![^，,。;；\n\u0001])\d{1,4}[个只件双]一[扎捆托](?=[，,。;；\n])|分(?:袋|箱|盒|包|开|色|码)装|分开打(?:卷|包)|打卷|珍珠棉|收缩膜|泡沫箱|(?<![一-鿿\d])(?:礼盒|简易|精|裸|散|盒|袋|真空|独立|吸塑|泡壳|白盒|彩盒|飞机盒)装(?=[，,。;；\n]|$))[^，,。;；\n\u0001]{0,12}))/

/** A wish of packing, with the ones that follow it: 按缸分开打卷，外套蛇皮袋. */
function packingAt(page: Page, start: number, first: RegExpExecArray, to: number): Read<string> {
  let end = first.index + first[0].length
  for (
    let more = PACKING_WISH.exec(page.live.slice(end, to));
    more?.index === 0;
    more = PACKING_WISH.exec(page.live.slice(end, to))
  )
    end += more[0].length
  const read = page.readAs(start, end)
  page.take(start, end)
  return read
}

/** Fields that stand outside the goods. They are taken off the page one after another, so that no words are read twice. */
export function readFields(
  page: Page,
  range: Range,
  today: string,
  context: IntakeContext,
  phones: PlacedPhone[],
): { draft: Draft; doubts: Doubt[] } {
  const { start, end } = range
  const mine = phones.filter((p) => p.start >= start && p.start < end)
  const reference = readReference(page, today, start, end)
  // Before people and places: 订金一万收货后结清 names nobody.
  const payment = readPayment(page, start, end)
  const carrier = readCarrier(page, start, end)
  const found = readAddress(page, start, end)
  const address = found?.address
  const person = found?.person ? page.readAs(found.person.start, found.person.end, 0.85) : undefined
  if (found?.person) page.take(found.person.start, found.person.end)
  const spots = mine.map((p) => ({ start: p.start, end: p.start + (p.read.spans[0]?.text.length ?? 11) }))
  const contact = person ?? readContact(page, start, end, spots)
  const notes = page.find(NOTES, start, end)
  const noteRead = notes?.[1]
    ? page.readAs(notes.index + notes[0].length - notes[1].length, notes.index + notes[0].length)
    : undefined
  if (notes) page.take(notes.index, notes.index + notes[0].length)
  const packing = page.find(PACKAGING, start, end) ?? page.find(PACKING_WISH, start, end)
  const packingRead = packing?.[1]
    ? packingAt(page, packing.index + packing[0].length - packing[1].length, packing, end)
    : undefined
  const terms = readTerms(page, start, end)
  const carriage = readCarriage(page, start, end, context.senderRole, carrier)
  const invoice = readInvoice(page, start, end)
  const { doubts, ...dates } = readDates(page, today, start, end, nowOf(context), knownNamesIn(page.plain, context))
  const draft: Draft = {
    phones: mine.map((p) => p.read),
    lines: [],
    ...(reference ? { reference } : {}),
    ...payment,
    ...terms,
    ...carriage,
    ...invoice,
    ...dates,
    ...(address ? { address } : {}),
    ...(contact ? { contactName: contact } : {}),
    ...(packingRead ? { packaging: packingRead } : {}),
    ...(noteRead ? { notes: noteRead } : {}),
  }
  return { draft, doubts }
}
