import { z } from 'zod'
import { isAtStation, neutralState } from '../../../domain/tracking/neutral-states'
import type { TrackEvent, TrackingReport } from '../../../domain/tracking/report'
import { beijingTime } from '../carrier-time'

const code = z.union([z.string(), z.number()]).transform(String).optional()
const text = z.string().nullish()

/** The track as both the query and the push carry it. */
export const trackShape = z.object({
  nu: z.union([z.string(), z.number()]).transform(String),
  com: z.string(),
  state: code,
  data: z
    .array(
      z.object({
        time: text,
        ftime: text,
        context: text,
        statusCode: code,
        areaName: text,
        location: text,
      }),
    )
    .nullish(),
  arrivalTime: text,
  ischeck: code,
})
type Track = z.output<typeof trackShape>

const MOST_EVENTS = 100
const SIGNED_BY = /签收人[是为:：\s]{0,3}([^，,。；;\s（(【[]{1,12})/

/** 305… and such: the detailed code of a track stands in `state` as well as at its events. */
const detailOf = (track: Track): string | undefined => {
  const newest = track.data?.[0]?.statusCode
  const { state } = track
  return state !== undefined && state.length >= 3 ? state : newest
}

/** Kuaidi100's track in neutral words; newest first there, oldest first here. */
export function decodeTrack(track: Track, correctedCom?: string): Extract<TrackingReport, { kind: 'events' }> {
  const detail = detailOf(track)
  const events = (track.data ?? []).slice(0, MOST_EVENTS).flatMap((row): TrackEvent[] => {
    const at = beijingTime(row.ftime ?? row.time)
    if (!at) return []
    const place = (row.areaName ?? row.location ?? '').slice(0, 60)
    return [
      {
        at,
        status: neutralState('kuaidi100', undefined, row.statusCode),
        raw: row.statusCode ?? track.state ?? '',
        text: (row.context ?? '').slice(0, 200),
        ...(place ? { place } : {}),
      },
    ]
  })
  const state = neutralState('kuaidi100', track.state, detail)
  const signedBy = state === 'delivered' ? SIGNED_BY.exec(track.data?.[0]?.context ?? '')?.[1] : undefined
  const eta = /^\d{4}-\d\d-\d\d/.exec(track.arrivalTime ?? '')?.[0]
  return {
    kind: 'events',
    service: 'kuaidi100',
    state,
    raw: [track.state, detail].filter((c, i, all) => c !== undefined && all.indexOf(c) === i).join('/'),
    atStation: isAtStation('kuaidi100', [track.state, detail]),
    events: events.reverse(),
    ...(correctedCom ? { com: correctedCom } : {}),
    ...(eta ? { eta } : {}),
    ...(signedBy ? { signedBy } : {}),
  }
}
