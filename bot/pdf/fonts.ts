import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const FILES = { regular: 'NotoSansSC_400Regular.ttf', bold: 'NotoSansSC_700Bold.ttf' }
const FOLDERS = { regular: '400Regular', bold: '700Bold' }

/** The font that the build put beside the compiled file; from the sources, the package it comes from. */
export function fontFile(weight: 'regular' | 'bold'): string {
  const copied = join(__dirname, 'fonts', FILES[weight])
  if (existsSync(copied)) return copied
  return join(dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json')), FOLDERS[weight], FILES[weight])
}
