import { shortName } from '../domain/access/lookup'
import type { IntakeContext } from '../domain/intake/draft'
import type { HandlerDeps } from './deps'
import type { Talk } from './talk'

/** The company's articles as the reader of orders takes them; null where it has none. */
export const catalogueOf = ({ products }: Talk['directory']): IntakeContext['catalogue'] =>
  products.length === 0
    ? null
    : products.map((p) => ({
        code: p.code,
        name: p.name,
        aliases: p.aliases ?? [],
        unit: p.unit,
        price: p.price,
        ...(p.spec ? { spec: p.spec } : {}),
        ...(p.altUnits ? { altUnits: p.altUnits } : {}),
      }))

/** What the reader of order texts may know: the moment, the catalogue, the known customers. */
export const intakeContext = (talk: Talk, deps: HandlerDeps): IntakeContext => ({
  at: talk.inbound.at || deps.clock.nowIso(),
  timezone: talk.directory.company.timezone,
  senderRole: talk.isCustomer ? 'customer' : 'sales',
  catalogue: catalogueOf(talk.directory),
  customers: talk.directory.customers.map((c) => ({
    id: c.id,
    name: c.name,
    ...(c.aliases ? { aliases: c.aliases } : {}),
    called: shortName(c.name),
  })),
})
