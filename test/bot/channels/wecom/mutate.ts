const SIGNS = 'ABCxyz019+/=<>]&%中 \u0000'

/** Changes a text in one place: another sign, one less, one more, cut off, or turned round. The same seed gives the same changes. */
export function mutator(seed: number): (text: string) => string {
  let state = seed >>> 0
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    // The low bits of this generator repeat soon.
    return Math.floor((state / 2 ** 32) * below)
  }
  return (text) => {
    const at = random(text.length)
    const sign = SIGNS[random(SIGNS.length)] ?? 'A'
    const ways = [
      text.slice(0, at) + sign + text.slice(at + 1),
      text.slice(0, at) + text.slice(at + 1),
      text.slice(0, at),
      text.slice(0, at) + sign + text.slice(at),
      text.slice(at) + text.slice(0, at),
    ]
    return ways[random(ways.length)] ?? ''
  }
}
