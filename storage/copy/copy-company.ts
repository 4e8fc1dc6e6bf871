import { fault } from '../../domain/fault'
import { type CompanyTables, TABLES, type Table } from './tables'

const PAGE = 200

export interface Copied {
  table: Table
  count: number
}

/**
 * Copies a whole company. May be stopped and begun again: rows that are there already are written again with the same content. Throws
 * COPY_INCOMPLETE when the counts differ at the end.
 */
export async function copyCompany(from: CompanyTables, to: CompanyTables, say: (copied: Copied) => void): Promise<Copied[]> {
  const done: Copied[] = []
  for (const table of TABLES) {
    let cursor: string | undefined = ''
    while (cursor !== undefined) {
      const { rows, next }: { rows: Parameters<CompanyTables['put']>[1]; next?: string } = await from.page(table, cursor, PAGE)
      if (table === 'files') for (const row of rows) await to.writeFile(row, await from.readFile(row))
      await to.put(table, rows)
      cursor = next
    }
    const [there, here] = [await from.count(table), await to.count(table)]
    if (there !== here)
      throw fault(
        'COPY_INCOMPLETE',
        `Copying ${table}: the source holds ${there}, the target ${here}. Stop everything that writes to either, then run the command again.`,
      )
    done.push({ table, count: here })
    say({ table, count: here })
  }
  await to.finish()
  return done
}
