import { mongo } from 'mongoose'
import { limitCalls } from '../../../storage/mongo/call-limits'

describe('the end of calls', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  test.each(['insertMany', 'bulkWrite'])(
    '%s ends after a loss, with an error that the driver can take over [P18]',
    async (name) => {
      const silent = (_writes: unknown, { signal }: { signal: AbortSignal }): Promise<never> =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
      const collection = { [name]: silent } as Record<string, (writes: unknown, options?: object) => Promise<never>>
      const limits = limitCalls({ orders: { collection } } as never, { getClient: () => ({ on: () => undefined }) } as never)
      const told = collection[name]?.([]).catch((error: unknown) => error)
      jest.advanceTimersByTime(10)
      limits.lost()
      jest.advanceTimersByTime(2500)
      const error = (await told) as Error
      expect(error).toMatchObject({ code: 'STORAGE_UNREACHABLE' })
      expect(new mongo.MongoServerError(error as never)).toMatchObject({ code: 'STORAGE_UNREACHABLE' })
      limits.stop()
    },
  )
})
