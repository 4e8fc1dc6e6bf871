/** Milliseconds since 1970 UTC. The embedded clock can be moved forward by the sandbox. */
export interface Clock {
  nowMs(): number
  nowIso(): string
}
