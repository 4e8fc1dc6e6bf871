import { codeOf, Fault, fault } from '../../domain/fault'

const DUPLICATE = 11_000

interface MongoLike {
  name?: unknown
  code?: unknown
  writeErrors?: unknown
}

const nameOf = (error: unknown): string => {
  const name = (error as MongoLike | null | undefined)?.name
  return typeof name === 'string' ? name : ''
}

/** A unique value was there already. */
export const isDuplicate = (error: unknown): boolean => (error as MongoLike | null | undefined)?.code === DUPLICATE

/** The errors of single writes among many, by their places; undefined where the call as a whole failed. */
export function writeErrorsOf(error: unknown): Map<number, unknown> | undefined {
  const { writeErrors } = (error ?? {}) as MongoLike
  const list = (Array.isArray(writeErrors) ? writeErrors : [writeErrors]) as ({ index?: unknown } | null | undefined)[]
  const places = list.map((one): [number, unknown] => [Number(one?.index), one])
  return places.length > 0 && places.every(([index]) => Number.isInteger(index)) ? new Map(places) : undefined
}

/** A connection that broke in the middle of writing shows as the socket's own error. */
const SOCKET_CODES = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'ETIMEDOUT'])
const isDrivers = (error: unknown): boolean => nameOf(error).startsWith('Mongo') || SOCKET_CODES.has(codeOf(error) ?? '')

/** What went wrong with the server, in words without the address, which may hold a password. */
export const mongoFault = (attempted: string, error: unknown): Fault =>
  fault(
    'STORAGE_UNREACHABLE',
    `MongoDB did not answer (${attempted}): ${nameOf(error) || 'no reason given'}. Check MONGODB_URL and the server.`,
    {
      cause: error,
    },
  )

/** The driver's errors as faults; others as they are. */
export const asFault = (attempted: string, error: unknown): unknown =>
  error instanceof Fault || !isDrivers(error) ? error : mongoFault(attempted, error)

/** Turns the driver's errors into faults, call by call. */
export function guarded<Port extends object>(port: Port): Port {
  const out: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(port)) {
    out[name] = async (...args: unknown[]) => {
      try {
        return await (member as (...given: unknown[]) => Promise<unknown>)(...args)
      } catch (error) {
        throw asFault(`calling ${name}`, error)
      }
    }
  }
  return out as Port
}

/** Only text may become part of a query; an object from outside could carry operators. */
export function word(value: unknown): string {
  if (typeof value === 'string') return value
  throw fault('STORAGE_REFUSED', `A search for a ${typeof value} was refused; only text is searched for.`)
}

/** Milliseconds of an ISO instant with any offset. */
export const instantMs = (iso: string): number => {
  const ms = Date.parse(iso)
  if (Number.isNaN(ms)) throw new RangeError(`not an ISO instant: ${String(iso).slice(0, 40)}`)
  return ms
}

export const crcFault = (number: string): Fault =>
  fault(
    'STORAGE_CORRUPT',
    `The stored state of order ${number} does not match its checksum. Nothing was changed. Bring it back from a backup.`,
  )
