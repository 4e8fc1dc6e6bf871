import type { Model } from 'mongoose'
import type { Index, Models } from './mongo-models'

/** Makes what is missing; safe to run again and while the service runs. */
export async function makeIndexes(models: Models): Promise<number> {
  let made = 0
  for (const model of Object.values(models) as Model<unknown>[]) {
    const missing = await missingOf(model)
    for (const name of missing) made += name === '' ? 0 : 1
    await model.createCollection().catch((error: unknown) => {
      // 48: it is there already.
      if ((error as { code?: unknown }).code !== 48) throw error
    })
    await model.createIndexes()
  }
  return made
}

const keyText = (key: object): string => JSON.stringify(Object.entries(key))

async function missingOf(model: Model<unknown>): Promise<string[]> {
  // 26: no such collection yet.
  const present = await model.listIndexes().catch((error: unknown) => {
    if ((error as { code?: unknown }).code === 26) return []
    throw error
  })
  const known = new Set((present as { key: object; unique?: boolean }[]).map((i) => keyText(i.key) + String(i.unique === true)))
  return (model.schema.indexes() as Index[])
    .filter(([key, options]) => !known.has(keyText(key as object) + String(options?.unique === true)))
    .map(([key]) => `${model.collection.name} ${JSON.stringify(key)}`)
}

/** Indexes that the book stands on and the server does not have. */
export async function missingIndexes(models: Models): Promise<string[]> {
  const lists: string[] = []
  for (const model of Object.values(models) as Model<unknown>[]) lists.push(...(await missingOf(model)))
  return lists
}
