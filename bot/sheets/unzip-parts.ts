import yauzl from 'yauzl'
import { LIMITS } from './limits'
import { refuseSheet } from './sheet-fault'

/** The names of all parts of a zip file, and the content of those that are wanted. */
export interface Parts {
  names: string[]
  /** Inflates one part; undefined when there is none of that name. Faults SHEET_EXPANDS_TOO_MUCH, SHEET_BROKEN. */
  read(name: string): Promise<Buffer | undefined>
}

/**
 * Opens a zip file for reading part by part. The directory is checked before anything is inflated, and every stream is counted while it
 * inflates: a directory that lies about sizes gains nothing.
 */
export function openZip(bytes: Uint8Array): Promise<Parts> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true }, (error, zip) => {
      if (error || !zip) {
        reject(refuseSheet('BROKEN', 'the zip directory cannot be read', error))
        return
      }
      const entries = new Map<string, yauzl.Entry>()
      let seen = 0
      zip.on('error', (cause: Error) => reject(refuseSheet('BROKEN', 'the zip directory is damaged', cause)))
      zip.on('entry', (entry: yauzl.Entry) => {
        seen++
        if (seen > LIMITS.zipEntries) reject(refuseSheet('EXPANDS_TOO_MUCH', `more than ${LIMITS.zipEntries} parts`))
        else if ((entry.generalPurposeBitFlag & 1) === 1)
          reject(refuseSheet('ENCRYPTED', 'a part of the zip file has a password'))
        else {
          // Of two parts with one name the first counts.
          if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry)
          zip.readEntry()
        }
      })
      zip.on('end', () => resolve(partsOf(zip, entries)))
      zip.readEntry()
    })
  })
}

function partsOf(zip: yauzl.ZipFile, entries: Map<string, yauzl.Entry>): Parts {
  let inflated = 0
  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name)
      if (!entry) return Promise.resolve(undefined)
      const { uncompressedSize: size, compressedSize: packed } = entry
      if (inflated + size > LIMITS.inflatedBytes || (size > LIMITS.ratioFrom && size > packed * LIMITS.ratio))
        return Promise.reject(refuseSheet('EXPANDS_TOO_MUCH', `${name} would take ${size} bytes`))
      return new Promise((resolve, reject) => {
        zip.openReadStream(entry, (error, stream) => {
          if (error || !stream) {
            reject(refuseSheet('BROKEN', `${name} cannot be inflated`, error))
            return
          }
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => {
            inflated += chunk.length
            if (inflated > LIMITS.inflatedBytes) {
              stream.destroy()
              reject(refuseSheet('EXPANDS_TOO_MUCH', `${name} goes on behind its stated size`))
            } else chunks.push(chunk)
          })
          stream.on('error', (cause: Error) => reject(refuseSheet('BROKEN', `${name} is damaged`, cause)))
          stream.on('end', () => resolve(Buffer.concat(chunks)))
        })
      })
    },
  }
}
