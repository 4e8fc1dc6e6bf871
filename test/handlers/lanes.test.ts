import { createLanes } from '../../handlers/lanes'

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('a lane lets the next one in when the work is done, has failed or leaves early', async () => {
  const inLane = createLanes()
  const said: string[] = []
  const ends: (() => void)[] = []
  const work = (name: string, leavesEarly = false) =>
    inLane(['desk'], async (leave) => {
      said.push(name)
      if (leavesEarly) leave()
      await new Promise<void>((resolve) => ends.push(resolve))
      if (name === 'second') throw new Error(name)
    })
  const all = [work('first', true), work('second'), work('third')]
  await settled()
  expect(said).toEqual(['first', 'second'])
  ends[1]?.()
  await expect(all[1]).rejects.toThrow('second')
  await settled()
  expect(said).toEqual(['first', 'second', 'third'])
  ends[0]?.()
  ends[2]?.()
  await Promise.all([all[0], all[2]])
})
