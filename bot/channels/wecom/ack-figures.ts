import type { Answer } from './error-codes'

const MOST_ACKS = 200

/** Figures about acknowledgements, for the health page. */
export function ackFigures() {
  const times: number[] = []
  const errors: Record<string, number> = {}
  let unknown = 0
  return {
    ok(ms: number): void {
      times.push(ms)
      if (times.length > MOST_ACKS) times.shift()
    },
    failed(answer: Answer): void {
      if (answer.state === 'unknown') unknown += 1
      if (answer.state === 'error') errors[answer.code] = (errors[answer.code] ?? 0) + 1
    },
    figures(): { ackP95Ms?: number; errors: Record<string, number>; unknown: number } {
      const p95 = times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1]
      return { ...(p95 === undefined ? {} : { ackP95Ms: p95 }), errors: { ...errors }, unknown }
    },
  }
}
