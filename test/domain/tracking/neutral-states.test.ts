import { afterReport, isAtStation, neutralState } from '../../../domain/tracking/neutral-states'

test.each([
  ['kuaidi100', '0', undefined, 'in_transit'],
  ['kuaidi100', '0', '1001', 'arrived_city'],
  ['kuaidi100', '1', '101', 'created'],
  ['kuaidi100', '5', '501', 'ready_for_pickup'],
  ['kuaidi100', '3', '304', 'delivered'],
  ['kuaidi100', '2', '209', 'exception'],
  ['kuaidi100', '13', undefined, 'exception'],
  ['kuaidi100', '14', undefined, 'returning'],
  ['kuaidi100', '4', '401', 'cancelled'],
  ['kuaidi100', '9', undefined, 'unknown'],
  ['kuaidi100', 'constructor', undefined, 'unknown'],
  ['kdniao', '0', '10', 'created'],
  ['kdniao', '0', undefined, 'unknown'],
  ['kdniao', '2', '202', 'out_for_delivery'],
  // KDNiao's main state stays at trouble; the detail is true.
  ['kdniao', '4', '2', 'in_transit'],
  ['kdniao', '4', '404', 'returning'],
  ['kdniao', '4', undefined, 'exception'],
  ['kdniao', '6', '604', 'exception'],
  ['kdniao', '3', '311', 'delivered'],
] as const)('%s %s/%s is %s', (service, main, detail, state) => expect(neutralState(service, main, detail)).toBe(state))

test('a locker or a station is no arrival at the customer', () => {
  expect(isAtStation('kuaidi100', ['3', '304'])).toBe(true)
  expect(isAtStation('kuaidi100', ['3', '301'])).toBe(false)
  expect(isAtStation('kdniao', ['3', '311'])).toBe(true)
})

test('a late event never leads back from a signature, and goods that go back after one are put before a person', () => {
  expect(afterReport('delivered', 'in_transit')).toEqual({ state: 'delivered' })
  expect(afterReport('returned', 'out_for_delivery')).toEqual({ state: 'returned' })
  expect(afterReport('delivered', 'returning')).toEqual({ state: 'returning', takenBack: true })
  expect(afterReport('in_transit', 'unknown')).toEqual({ state: 'in_transit' })
  expect(afterReport(undefined, 'picked_up')).toEqual({ state: 'picked_up' })
})
