import type { Directory } from '../domain/company'
import type { Flow } from '../domain/flow/flow'
import type { Companion } from '../domain/record/companion'
import type { Clock } from '../domain/ports/clock'
import type { FileVault } from '../domain/ports/file-vault'
import type { NewId } from '../domain/ports/ids'
import type { Log } from '../domain/ports/log'
import type { PaperPrinter } from '../domain/ports/paper-printer'
import type { Inbox, MasterData, OrderBook, Outbox } from '../domain/ports/order-book'
import type { SecondReading } from '../domain/ports/second-reader'
import type { SheetFiles } from '../domain/ports/sheet-files'
import type { Settings } from '../domain/settings'
import type { CourierService } from '../domain/tracking/neutral-states'
import type { WorkClock } from '../domain/work-clock'

/** What handlers need from the rest of the house, handed in by compose. */
export interface HandlerDeps {
  book: OrderBook
  inbox: Inbox
  outbox: Outbox
  master: MasterData
  clock: Clock
  newId: NewId
  /** Files that came with messages. */
  vault: Pick<FileVault, 'get'>
  sheetFiles: SheetFiles
  printer: PaperPrinter
  log: Log
  settings: Settings
  /** The flow with this id; a running order names its version, a new one takes the newest. Throws Fault FLOW_UNKNOWN. */
  flow(id: string, version?: number): Flow
  workClock(directory: Directory): WorkClock
  /** Records that change together with orders. */
  companions?: Companion[]
  /** Present when a second reader is set up. */
  secondReading?: SecondReading
  /** Services that follow waybills by themselves. */
  couriers?: readonly CourierService[]
  /** Orders that a waybill carries goods of. */
  waybillLinks?(number: string, ownId?: string): Promise<{ orderNumber: string; shipmentId: string }[]>
  /** Whose number it may be, as a service guesses; a hint. */
  recogniseWaybill?(number: string): Promise<string[]>
  /** Called after every commit, so that pumps and alarm clock look at the book again. */
  nudge(): void
}
