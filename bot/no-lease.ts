/** Of a process that takes HTTP calls in and leaves the bot's connection to others. */
export const NO_LEASE = { acquire: async () => false, release: async () => undefined, isHeld: () => false }
