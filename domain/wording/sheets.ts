import type { FileRefusalCode, NoOrderReason, SheetNote } from '../intake/sheet/sheet'

/** Which file is spoken of, short enough for a sentence. */
export const fileTitle = (name: string): string => `「${name.length > 40 ? `${name.slice(0, 30)}…${name.slice(-8)}` : name}」`

/** Why a file was not opened, and what to do about it. */
const REFUSALS: Record<FileRefusalCode, (p: Record<string, string>) => string> = {
  TOO_LARGE: (p) => `太大了（${p['mb'] ?? ''} MB，最多 ${p['limitMb'] ?? ''} MB）。请删掉图片、只留订单那几行，另存后再发。`,
  EXPANDS_TOO_MUCH: () => '解压后大得不正常，我没有打开。请把订单那几行复制到一个新的空白表格里，另存为 .xlsx 再发。',
  TOO_MANY_ROWS: (p) => `行数太多（最多读 ${p['rows'] ?? ''} 行）。请只留这次要下单的行，或把订单单独另存一份再发。`,
  ENCRYPTED: () => '设了打开密码，我打不开。请去掉密码另存一份再发，或把内容直接粘贴到聊天里。',
  OLD_FORMAT: () => '是老格式（.xls），我读不了。请在 Excel 或 WPS 里「另存为」.xlsx 再发，或把内容直接粘贴到聊天里。',
  OTHER_FORMAT: () => '不是我能读的表格格式。请在 Excel 或 WPS 里「另存为」.xlsx（或 .csv）再发。',
  BROKEN: () => '打不开，文件可能没传完整或已损坏。请在电脑上打开确认后重新保存、再发一次，或把内容直接粘贴到聊天里。',
  EMPTY: () => '是空的，请检查后再发一次。',
}
export const refusedFile = (name: string, code: FileRefusalCode, params: Record<string, string>): string =>
  `${fileTitle(name)}${REFUSALS[code](params)}`

/** Why an opened sheet gave no order. */
const NO_ORDER: Record<NoOrderReason, string> = {
  NO_TABLE: '我没找到订单表的表头。请让表头一行写明「品名、规格、数量、单位、单价」，每个产品一行。',
  NO_QUANTITY_COLUMN: '我没找到「数量」这一列，所以没有建单。请加上「数量」列再发；如果只是资料，不用理会。',
  NO_GOODS_COLUMN: '我没找到「品名」这一列。请加上「品名」或「型号」列再发。',
  NO_FILLED_ROWS: '表里没有填数量的行，所以没有建单。请填好数量再发。',
  OTHER_PAPER: '看起来不是订单（像库存、报价、送货一类的表），所以没有建单。要下单请在消息里写「下单」再发一次。',
  TOO_MANY_LINES: '一张订单超过 200 行，核对起来容易漏。请拆成几个文件再发。',
}
export const noOrderIn = (name: string, why: NoOrderReason): string => `${fileTitle(name)}我打开看了，${NO_ORDER[why]}`

const NOTES: Record<SheetNote['code'], (p: Record<string, string>) => string> = {
  ROWS_WITHOUT_QUANTITY: (p) => `有 ${p['count'] ?? ''} 行没填数量，没有算进订单`,
  HIDDEN_ROWS: (p) => `有 ${p['count'] ?? ''} 行在表里是隐藏的，也算进来了，请核对`,
  HIDDEN_SHEET: (p) => `隐藏的工作表（${p['names'] ?? ''}）没有读`,
  NOT_CNY: () => '价格不是人民币，单价没有录，请补人民币单价',
  TWO_QUANTITIES: (p) => `表里有两列数量，我用的是「${p['used'] ?? ''}」，没用「${p['other'] ?? ''}」`,
  QUANTITY_TOTAL: (p) =>
    `合计行写的数量是 ${p['stated'] ?? ''}（${p['cell'] ?? ''}），各行加起来是 ${p['counted'] ?? ''}，请核对`,
  FORMULA_WITHOUT_VALUE: (p) =>
    `${p['cell'] ?? ''} 等格子是公式，文件里没有存结果，我不会自己去算。请打开保存一次再发，或直接补上数字`,
  WORDS_WITH_GOODS: () => '随文件发的话里好像也写了货品，我只录了表里的；表外的请引用草稿补充',
  SAME_FILE_BEFORE: (p) => `同一个文件 ${p['date'] ?? ''} 已经建过订单 ${p['order'] ?? ''}，如果是重复发的，请把新草稿取消`,
  TOO_LONG_SHEET: (p) => `工作表（${p['names'] ?? ''}）行数太多，没有读`,
}
export const noteWords = (note: SheetNote): string => NOTES[note.code](note.params)

/** Said once when orders were read from a file, before their drafts. */
export const readFromFile = (name: string, orders: { sheet: string; rows: number[]; notes: SheetNote[] }[]): string => {
  const parts = orders.slice(0, 10).map((o) => {
    const [first, last] = [Math.min(...o.rows), Math.max(...o.rows)]
    const where = first > 0 ? `第 ${first === last ? first : `${first}–${last}`} 行` : ''
    return `${orders.length > 1 ? `工作表「${o.sheet}」` : ''}${where}共 ${o.rows.length} 个产品`
  })
  const notes = orders.flatMap((o) => o.notes).map((n) => `· ${noteWords(n)}`)
  return [
    `${fileTitle(name)}已读：${parts.join('；')}${orders.length > 10 ? '等' : ''}。草稿如下，请核对。`,
    ...new Set(notes),
  ].join('\n')
}

/** What the bot can do with a file that it cannot read. */
export const UNREAD_FILE: Record<'image' | 'pdf' | 'audio' | 'video' | 'archive' | 'document' | 'unknown', string> = {
  image:
    '图片收到、已存档，不过图里的字我读不了。要下单请把品名、规格、数量、单价打成文字，和图片一起再发一次（图片会作为凭据存进订单），或发 .xlsx / .csv 表格。',
  pdf: 'PDF 收到、已存档，不过里面的内容我读不了。要下单请把品名、规格、数量、单价打成文字，和文件一起再发一次（文件会作为凭据存进订单），或发 .xlsx / .csv 表格。',
  document: '文档收到、已存档，不过里面的内容我读不了。要下单请把品名、规格、数量、单价打成文字发给我，或发 .xlsx / .csv 表格。',
  audio: '语音收到了，可我听不了语音。麻烦打成文字再发一次（手机上长按语音可以“转文字”）。',
  video: '视频收到、已存档，不过我看不了视频。要下单或回复，请打成文字发给我。',
  archive: '压缩包收到、已存档，我不会打开压缩包。请把里面的订单表（.xlsx / .csv）单独发给我。',
  unknown: '文件收到、已存档，不过这种文件我读不了。要下单请打成文字，或发 .xlsx / .csv 表格。',
}
