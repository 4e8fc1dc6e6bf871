import { CARRIERS, INTERNATIONAL_POST, type Carrier, type CarrierId } from './carrier-table'

const BY_ID = new Map(CARRIERS.map((c) => [c.id, c]))

/** The carrier with this id; undefined for lines and post that no table knows. */
export const carrierById = (id: CarrierId | undefined): Carrier | undefined => (id === undefined ? undefined : BY_ID.get(id))

/** Its family, or itself alone: carriers of one family are no ambiguity. */
export const familyOf = (id: CarrierId): string => carrierById(id)?.family ?? id

/** As people read it: 顺丰速运. */
export const carrierTitle = (id: CarrierId): string =>
  carrierById(id)?.title ?? (id === INTERNATIONAL_POST ? '国际邮政' : '专线/其他物流')

/** Whether a query needs the last four digits of the sender's or receiver's phone at one of the services. */
export const needsPhone4 = (id: CarrierId | undefined): boolean => {
  const carrier = carrierById(id)
  return (carrier?.phoneAtKuaidi100 ?? false) || (carrier?.phoneAtKdniao ?? false)
}

/** The carrier that a service names by its own code: Kuaidi100's are ours, KDNiao's are looked up. */
export const carrierByKdniao = (code: string): Carrier | undefined => CARRIERS.find((c) => c.kdniao === code)
