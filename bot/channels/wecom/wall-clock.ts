/**
 * The real time, in milliseconds since 1970 UTC. Limits, tokens and replay windows are measured by the platform's clock, so they must not
 * follow a product clock that somebody moved forward.
 */
export interface WallClock {
  nowMs(): number
}

export const wallClock: WallClock = { nowMs: () => Date.now() }
