import { dataUrl } from './card-form.js'
import { fill, h, icon } from './dom.js'
import { toast } from './toast.js'
import { sizeText } from './words.js'

const MAX_FILE_BYTES = 20_000_000
/** One request holds 30 MB, and base64 makes files a third longer. */
const MAX_TOGETHER = 21_000_000

/** Files chosen, dropped or pasted, waiting to be sent with the next message. */
export function pendingFiles(place) {
  let files = []

  const draw = () => {
    place.hidden = files.length === 0
    fill(
      place,
      files.map((entry) => chip(entry, () => remove(entry))),
    )
  }
  const remove = (entry) => {
    if (entry.preview) URL.revokeObjectURL(entry.preview)
    files = files.filter((f) => f !== entry)
    draw()
  }

  return {
    add(given) {
      for (const file of given) {
        const together = files.reduce((sum, f) => sum + f.file.size, file.size)
        if (file.size > MAX_FILE_BYTES) toast(`「${file.name}」超过 20 MB，请压缩后再发`, 'error')
        else if (file.size === 0) toast(`「${file.name}」是空的`, 'error')
        else if (together > MAX_TOGETHER) toast('一次发的文件太多了，请分几条发', 'error')
        else files.push({ file, preview: file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined })
      }
      draw()
    },
    count: () => files.length,
    /** The files as the API takes them. */
    read: () =>
      Promise.all(
        files.map(async ({ file }) => {
          const url = await dataUrl(file)
          return {
            name: file.name || '图片.png',
            mimeType: file.type || 'application/octet-stream',
            base64: url.slice(url.indexOf(',') + 1),
          }
        }),
      ),
    clear() {
      for (const entry of files) remove(entry)
    },
  }
}

const chip = ({ file, preview }, onremove) =>
  h(
    'span',
    { class: 'pending-file' },
    preview ? h('img', { src: preview, alt: '' }) : icon('file'),
    h('span', {}, file.name || '图片', h('small', {}, sizeText(file.size))),
    h('button', { class: 'icon-button', type: 'button', 'aria-label': `不发${file.name}`, onclick: onremove }, icon('close')),
  )
