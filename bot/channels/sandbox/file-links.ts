const PREFIX = '/sandbox/api/files/'

/** Where the page reads a file of the vault. */
export const fileUrl = (ref: string): string => PREFIX + encodeURIComponent(ref)

/** The vault key in such a link, or undefined for any other link. */
export const refOfUrl = (url: string): string | undefined =>
  url.startsWith(PREFIX) ? decodeURIComponent(url.slice(PREFIX.length)) : undefined

/** Kinds a browser only draws and never runs. Everything else is handed over as a download. */
const DRAWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'])

/** Headers that keep a stored file from acting as a page of this site. */
export function fileHeaders(file: { mimeType: string; name: string }): Record<string, string> {
  const type = file.mimeType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const drawn = DRAWN.has(type)
  return {
    'content-type': drawn ? type : 'application/octet-stream',
    'content-disposition': `${drawn ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeName(file.name)}`,
    'x-content-type-options': 'nosniff',
    // Viewers for PDF do not start inside a sandboxed document; they run nothing of this site anyway.
    ...(type === 'application/pdf' ? {} : { 'content-security-policy': "default-src 'none'; sandbox" }),
    'cross-origin-resource-policy': 'same-origin',
    // A document of the same number is another one after the world was replaced.
    'cache-control': 'private, no-cache',
  }
}

/** RFC 5987: encodeURIComponent leaves ' ( ) * ! alone, which the header does not allow. Half surrogate pairs would throw. */
const encodeName = (name: string): string =>
  encodeURIComponent(name.replace(/\p{Surrogate}/gu, '_')).replace(
    /['()*!]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
