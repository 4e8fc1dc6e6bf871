import type { Model } from 'mongoose'

const PAGE = 500

/** Every document that the filter names, in the order of ids and page by page, so that no call lasts as long as the whole. */
export async function* eachById<Doc extends { _id: string }>(
  model: Model<Doc>,
  filter: object,
  members: Record<string, 1>,
): AsyncGenerator<Doc> {
  let range = {}
  for (;;) {
    const page = await model
      .find({ ...filter, ...range }, members)
      .sort({ _id: 1 })
      .limit(PAGE)
      .lean<Doc[]>()
    yield* page
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    range = { _id: { $gt: last._id } }
  }
}
