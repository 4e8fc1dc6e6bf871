/** Goods of a trade whose sizes are bare figures, with those sizes. */
interface Sized {
  goods: RegExp
  units: readonly string[]
  isSize: (figure: number) => boolean
}

const stepped = (least: number, most: number, by: number) => (figure: number) =>
  figure >= least && figure <= most && figure % by === 0
const CLOTHES = ['套', '件', '条', '身', '个']

const SIZED: Sized[] = [
  // Shoes by their number: 38的5双.
  { goods: /鞋|靴|凉拖|棉拖/, units: ['双'], isSize: stepped(22, 48, 0.5) },
  // Trousers by the waist, shirts and suits by the collar or the chest.
  { goods: /牛仔裤|西裤|休闲裤|工装裤|长裤/, units: CLOTHES, isSize: stepped(25, 44, 1) },
  { goods: /衬衫|衬衣|西装|西服|旗袍/, units: CLOTHES, isSize: stepped(36, 58, 1) },
  // Clothes by the height of who wears them: 校服130的12套.
  {
    goods: /服(?!务|帖|软)|衣|裤|裙|衫|t恤|恤$|夹克|马甲|背心|外套|袄|袍|大褂|[春夏秋冬童套泳汉女男西唐]装/,
    units: CLOTHES,
    isSize: stepped(80, 195, 5),
  },
]

/** Whether a bare figure beside goods is a size in which their trade makes them. `unit`: what they are counted by, where that is known. */
export const isTradeSize = (figure: string, goods: string, unit?: string): boolean =>
  /^\d{2,3}(?:\.5)?$/.test(figure) &&
  SIZED.some((s) => s.isSize(Number(figure)) && s.goods.test(goods) && (unit === undefined || s.units.includes(unit)))
