// Loaded before the product: a machine whose clock is wrong by CLOCK_SKEW_MS.
const skewMs = Number(process.env.CLOCK_SKEW_MS ?? '0')
const RealDate = Date
const realNow = RealDate.now
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(realNow() + skewMs)
    else super(...given)
  }
  static now() {
    return realNow() + skewMs
  }
}
