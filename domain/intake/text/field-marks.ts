/** Labels in front of values, as forms and people who copy them write: of goods, buyers, ways, money and dates. Longest first within a start. */
const LABEL =
  '(?:客户名称|客户|客人|买方|需方|购方|甲方|订货单位|订货人|下单人|公司|单位名称|收货人|收件人|联系人|联系电话|电话|手机|收货地址|送货地址|地址|' +
  '产品名称|商品名称|货品名称|货物名称|产品|商品|货品|品名|名称|货名|货号|款号|款式|编号|型号规格|规格型号|规格|型号|尺寸|尺码|克重|颜色|色号|花色|材质|' +
  '订购数量|订货数量|采购数量|数量|件数|单位|含税单价|单价|价格|总金额|总价|合计|金额|交货日期|交货期|交货|交期|日期|时间|' +
  '付款方式|付款|结算方式|结算|运输方式|运输|发货方式|物流|快递|运费|开票|发票|税率|包装|备注|说明|要求)'
const LABELLED = new RegExp(`(^|[\\s,，;；、|/])${LABEL} ?[:：=|]`, 'g')
const MARKS = new Set([...':：=|'].map((c) => c.charCodeAt(0)))
/** Fewer on one line are words of a sentence. */
const FEWEST = 3

/** Whether there are signs enough behind which values stand. */
const mayBeFields = (line: string): boolean => {
  let marks = 0
  for (let i = 0; i < line.length && marks < FEWEST; i++) if (MARKS.has(line.charCodeAt(i))) marks++
  return marks >= FEWEST
}

/** A row of labels without values is the heading of a table. */
const NAMES = new RegExp(`${LABEL}|序号?|no\\.?|[\\s|,，;；/:：=]`, 'g')
const isHeading = (line: string): boolean => line.replace(NAMES, '').length < 3

/**
 * Fields written one behind the other on one line (客户:… 产品:… 数量:…) get the signs that fields on lines of their own have: a semicolon in front, a
 * colon behind the label. Same length, so offsets stay.
 */
export function markFields(plain: string): string {
  return plain
    .split('\n')
    .map((line) => {
      if (!mayBeFields(line)) return line
      const found = [...line.matchAll(LABELLED)]
      if (found.length < FEWEST || isHeading(line)) return line
      const signs = [...Array(line.length).keys()].map((i) => line[i] ?? '')
      for (const m of found) {
        if (m[1] !== '') signs[m.index] = ';'
        signs[m.index + m[0].length - 1] = ':'
      }
      return signs.join('')
    })
    .join('\n')
}
