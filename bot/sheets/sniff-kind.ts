import type { FileRead } from '../../domain/ports/sheet-files'

type Other = Extract<FileRead, { kind: 'other' }>['what']
export type Sniffed = { zip: true } | { ole: true; encrypted: boolean } | { markup: true } | { text: true } | { other: Other }

const startsWith = (bytes: Uint8Array, signature: string, at = 0): boolean =>
  Buffer.from(bytes.subarray(at, at + signature.length)).toString('latin1') === signature

const SIGNATURES: [string, Other][] = [
  ['\x89PNG', 'image'],
  ['\xff\xd8\xff', 'image'],
  ['GIF8', 'image'],
  ['BM', 'image'],
  ['%PDF', 'pdf'],
  ['#!AMR', 'audio'],
  ['#!SILK', 'audio'],
  ['\x02#!SILK', 'audio'],
  ['ID3', 'audio'],
  ['\xff\xfb', 'audio'],
  ['OggS', 'audio'],
  ['fLaC', 'audio'],
  ['Rar!', 'archive'],
  ['7z\xbc\xaf', 'archive'],
  ['\x1f\x8b', 'archive'],
]

/** What the first bytes say. The name only decides between kinds of plain text. */
export function sniffKind(bytes: Uint8Array, name: string): Sniffed {
  if (startsWith(bytes, 'PK\x03\x04')) return { zip: true }
  if (startsWith(bytes, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) {
    // An encrypted xlsx is an OLE file with the stream "EncryptedPackage"; names stand there in UTF-16.
    return { ole: true, encrypted: Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le')) }
  }
  if (startsWith(bytes, 'RIFF'))
    return { other: startsWith(bytes, 'WEBP', 8) ? 'image' : startsWith(bytes, 'AVI', 8) ? 'video' : 'audio' }
  if (startsWith(bytes, 'ftyp', 4))
    return {
      other: /^(?:M4A|M4B)/.test(Buffer.from(bytes.subarray(8, 11)).toString('latin1'))
        ? 'audio'
        : /^(?:hei|mif|avif)/.test(Buffer.from(bytes.subarray(8, 12)).toString('latin1'))
          ? 'image'
          : 'video',
    }
  const known = SIGNATURES.find(([signature]) => startsWith(bytes, signature))
  if (known && !(known[0] === 'BM' && /\.(?:csv|tsv|txt)$/i.test(name))) return { other: known[1] }
  const head = Buffer.from(bytes.subarray(0, 4000))
  const words = head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase()
  if (/^(?:<!doctype html|<html|<table|<meta|<\?xml)/.test(words)) return { markup: true }
  const isUtf16 = startsWith(bytes, '\xff\xfe') || startsWith(bytes, '\xfe\xff')
  const isSheetName = /\.(?:csv|tsv|txt|tab|xls|xlsx|et)$/i.test(name)
  if (isSheetName && (isUtf16 || !head.includes(0))) return { text: true }
  return { other: 'unknown' }
}
