import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { Fault } from '../../domain/fault'
import { sqliteCode, workFault } from './sqlite-faults'

const MOST_UNITS = 512
/** A batch of more than a few ends after this long, so that the event loop stays responsive. */
const LONGEST_MS = 24
/** So many share an fsync in any case: where the processor is busy with others, time passes without anything being written. */
const FEW_UNITS = 16

interface Unit {
  work: () => unknown
  /** One statement: SQLite undoes that by itself, so it needs no savepoint. */
  isSingle: boolean
  resolve: (value: never) => void
  reject: (error: unknown) => void
}

/** Thrown inside a unit: undoes what it wrote and answers with `answer`. */
export class Undo extends Error {
  constructor(readonly answer: unknown) {
    super('undo')
  }
}

/** Durable writing. `write` runs `work` inside a transaction and resolves once that is on disk. */
export interface GroupCommit {
  write<T>(work: () => T): Promise<T>
  /** The same for work that is one statement. */
  writeOne<T>(work: () => T): Promise<T>
  /** Writes what is queued and refuses everything after. */
  close(): void
}

/** Thrown where a write of several statements failed half-way while the batch ran without savepoints. */
class HalfDone extends Error {}

/**
 * Puts all writes of one turn of the event loop into one transaction, so that they share one fsync. One that fails is undone alone, and
 * nobody is answered before COMMIT has returned. Nearly all succeed, and a savepoint makes SQLite copy every page that its write touches;
 * so a batch runs without, and only when a write failed half-way all of it is undone and run again with a savepoint for each.
 */
export function createGroupCommit(db: DatabaseSyncInstance, path: string): GroupCommit {
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const mark = db.prepare('SAVEPOINT unit')
  const keep = db.prepare('RELEASE unit')
  const undo = db.prepare('ROLLBACK TO unit')
  let queue: Unit[] = []
  let scheduled = false
  let closed = false

  const answerTo = (unit: Unit, error: unknown) => (): void => {
    if (error instanceof Undo) unit.resolve(error.answer as never)
    else unit.reject(sqliteCode(error) === undefined ? error : workFault(path, 'writing', error))
  }

  function runUnit(unit: Unit, withSavepoint: boolean): () => void {
    const marked = withSavepoint && !unit.isSingle
    if (marked) mark.run()
    try {
      const value = unit.work()
      if (marked) keep.run()
      return () => unit.resolve(value as never)
    } catch (error) {
      // Out of space or an I/O error ends the whole transaction in SQLite: then no unit of this batch holds.
      if (!db.isTransaction) throw error
      if (!marked && !unit.isSingle) throw new HalfDone('half done', { cause: error })
      if (marked) {
        undo.run()
        keep.run()
      }
      return answerTo(unit, error)
    }
  }

  function runAll(units: Unit[], withSavepoints: boolean): (() => void)[] {
    const started = performance.now()
    const answers: (() => void)[] = []
    begin.run()
    for (const unit of units) {
      answers.push(runUnit(unit, withSavepoints))
      if (answers.length >= FEW_UNITS && performance.now() - started > LONGEST_MS) break
    }
    commit.run()
    return answers
  }

  function runBatch(units: Unit[], withSavepoints = false): number {
    let answers: (() => void)[]
    try {
      answers = runAll(units, withSavepoints)
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      if (error instanceof HalfDone) {
        const [only] = units
        if (units.length > 1 || !only) return runBatch(units, true)
        answerTo(only, error.cause)()
        return 1
      }
      const failure = error instanceof Fault ? error : workFault(path, 'committing', error)
      for (const unit of units) unit.reject(failure)
      return units.length
    }
    for (const answer of answers) answer()
    return answers.length
  }

  function flush(): void {
    scheduled = false
    const done = runBatch(queue.slice(0, MOST_UNITS))
    queue = queue.slice(done)
    schedule()
  }

  function schedule(): void {
    if (scheduled || queue.length === 0) return
    scheduled = true
    setImmediate(() => {
      if (!closed) flush()
    })
  }

  const add = <T>(work: () => T, isSingle: boolean): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (closed) {
        reject(workFault(path, 'writing after it was closed', undefined))
        return
      }
      queue.push({ work, isSingle, resolve, reject })
      schedule()
    })

  return {
    write: (work) => add(work, false),
    writeOne: (work) => add(work, true),
    close() {
      while (queue.length > 0) {
        const done = runBatch(queue.slice(0, MOST_UNITS))
        queue = queue.slice(done)
      }
      closed = true
    },
  }
}
