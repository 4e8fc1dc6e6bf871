const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

/** Four digits with their places: 1050 -> 壹仟零伍拾. */
const group = (digits: string): string => {
  let words = ''
  let zero = false
  for (const [i, d] of [...digits].entries()) {
    if (d === '0') zero = words !== ''
    else {
      words += `${zero ? '零' : ''}${DIGITS[Number(d)]}${PLACES[digits.length - 1 - i]}`
      zero = false
    }
  }
  return words
}

/**
 * A sum of money in Chinese capitals, as cheques and contracts write it: "13020.50" -> 壹万叁仟零贰拾元伍角整.
 * Takes a decimal string with at most two places and twelve digits before the point; a minus becomes 负. Throws RangeError otherwise.
 */
export function amountInCapitals(amount: string): string {
  const parts = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(amount)
  if (!parts) throw new RangeError(`not an amount of money: ${amount.slice(0, 40)}`)
  const whole = (parts[2] ?? '').replace(/^0+(?=\d)/, '')
  const [jiao = '0', fen = '0'] = (parts[3] ?? '').padEnd(2, '0')
  const groups: string[] = []
  for (let end = whole.length; end > 0; end -= 4) groups.unshift(whole.slice(Math.max(0, end - 4), end))
  let words = ''
  let gap = false
  for (const [i, digits] of groups.entries()) {
    const text = group(digits)
    if (text === '') {
      gap = words !== ''
      continue
    }
    // A group that starts with a zero, or that follows an empty one, is joined by 零.
    words += `${words !== '' && (gap || digits.startsWith('0')) ? '零' : ''}${text}${GROUPS[groups.length - 1 - i]}`
    gap = false
  }
  const yuan = words === '' ? '' : `${words}元`
  const cents = `${jiao === '0' ? (yuan !== '' && fen !== '0' ? '零' : '') : `${DIGITS[Number(jiao)]}角`}${fen === '0' ? '' : `${DIGITS[Number(fen)]}分`}`
  const text = `${yuan}${cents}` || '零元'
  return `${parts[1] === '-' && text !== '零元' ? '负' : ''}${text}${fen === '0' ? '整' : ''}`
}
