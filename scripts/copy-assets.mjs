// Copies what the compiler leaves behind into dist: SQL migrations, the sandbox page, JSON tables, and the two font files for PDFs.
import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')

function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* files(path)
    else yield path
  }
}

const copy = (from, to) => {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to)
}

for (const top of ['bot', 'domain', 'storage', 'jobs']) {
  for (const path of files(join(root, top))) {
    const inPage = path.includes(join('channels', 'sandbox', 'page'))
    if (inPage || /\.(sql|json|ya?ml)$/.test(path)) copy(path, join(dist, relative(root, path)))
  }
}

const fonts = join(root, 'node_modules', '@expo-google-fonts', 'noto-sans-sc')
for (const [folder, file] of [
  ['400Regular', 'NotoSansSC_400Regular.ttf'],
  ['700Bold', 'NotoSansSC_700Bold.ttf'],
]) {
  const from = join(fonts, folder, file)
  const to = join(dist, 'bot', 'pdf', 'fonts', file)
  // Without its font no paper can be printed: a build that lacks the package fails here, not at the first order.
  if (!existsSync(to)) copy(from, to)
}
