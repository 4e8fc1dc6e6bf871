// Which tests prove which criterion: read from the titles of tests and the first lines of talks.
const { readdirSync, readFileSync, statSync } = require('node:fs')
const { join, relative, sep } = require('node:path')

const root = join(__dirname, '..')
const ID = /\[(AC-\d{3})\]/g

function* files(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* files(path)
    else if (name.endsWith('.test.ts') || name.endsWith('.contract.ts') || name.endsWith('.chat.txt')) yield path
  }
}

/** The titles of a file that name criteria: a talk's first line, or the first argument of a test. */
function titlesIn(path, text) {
  if (path.endsWith('.chat.txt')) return [text.split('\n', 1)[0].replace(/^#+\s*/, '')]
  const titles = []
  for (const line of text.split('\n')) {
    const title = /['"`]([^'"`]*\[AC-\d{3}\][^'"`]*)['"`]/.exec(line)?.[1]
    if (title) titles.push(title)
  }
  return titles
}

/** Every criterion with its gists and the tests that name it, in order. */
exports.criteria = () => {
  const table = JSON.parse(readFileSync(join(root, 'test', 'cases', 'criteria.json'), 'utf8'))
  const found = new Map(table.map((c) => [c.id, []]))
  const unknown = []
  for (const path of files(join(root, 'test'))) {
    const where = relative(root, path).split(sep).join('/')
    for (const title of titlesIn(path, readFileSync(path, 'utf8')))
      for (const [, id] of title.matchAll(ID)) {
        const tests = found.get(id)
        if (tests) tests.push({ file: where, title: title.replaceAll(/\s*\[[A-Z]+-?\d+\]/g, '').trim() })
        else unknown.push(`${id} in ${where}`)
      }
  }
  return { rows: table.map((c) => ({ ...c, tests: found.get(c.id) })), unknown }
}

const cell = (text) => text.replaceAll('|', '\\|')

exports.page = () => {
  const { rows } = exports.criteria()
  const lines = rows.map(
    ({ id, zh, en, tests }) =>
      `| ${id} | ${cell(zh)}<br>${cell(en)} | ${tests.map((t) => `[${cell(t.title)}](../${t.file})`).join('<br>') || '—'} |`,
  )
  return `# 验收条目 · Acceptance criteria

由 \`node scripts/make-criteria-page.mjs\` 从测试标题和对话第一行生成；每条至少有一个没有它就不通过的测试。
Made from the titles of tests and the first lines of talks.

| 条目 | 内容 | 测试 |
|---|---|---|
${lines.join('\n')}
`
}
