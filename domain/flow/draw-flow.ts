import { ROLE_NAMES } from '../wording/roles'
import { draftStepId } from './draft-step'
import type { Condition, Flow } from './flow'

const node = (id: string): string => id.replace(/-/g, '_')

/** Steps that a condition waits for, each with the customer classes under which it counts. */
const arrows = (condition: Condition, label = ''): { from: string; label: string }[] => {
  if ('step' in condition) return [{ from: condition.step, label }]
  if ('all' in condition) return condition.all.flatMap((c) => arrows(c, label))
  if ('any' in condition) {
    const classes = condition.any.flatMap((c) => ('class' in c ? c.class : []))
    const unless = classes.length > 0 ? `${classes.join('/')}级不等` : '任一'
    return condition.any.flatMap((c) => arrows(c, unless))
  }
  return []
}

/** A flow as a Mermaid diagram: boxes with title and owner, an arrow for each thing waited for, side tracks dashed. */
export function drawFlow(flow: Flow): string {
  const lines = ['flowchart TD']
  for (const step of flow.steps)
    lines.push(`  ${node(step.id)}["${step.title}<br/>${ROLE_NAMES[step.owner]}"]${step.aside ? ':::aside' : ''}`)
  for (const step of flow.steps)
    for (const { from, label } of step.needs.flatMap((n) => arrows(n)))
      lines.push(`  ${node(from)} ${step.aside ? '-.->' : '-->'}${label ? `|${label}|` : ''} ${node(step.id)}`)
  for (const step of flow.steps)
    for (const task of step.tasks)
      for (const a of task.actions)
        if (a.outcome === 'return' && (a.to ?? draftStepId(flow)) !== step.id)
          lines.push(`  ${node(step.id)} -. ${a.label} .-> ${node(a.to ?? draftStepId(flow))}`)
  lines.push('  classDef aside stroke-dasharray: 5 5')
  return `${[...new Set(lines)].join('\n')}\n`
}

const cell = (text: string): string => text.replaceAll('|', '／')

/** A flow as a page of Markdown: its steps as a table, and the diagram. */
export function flowPage(flow: Flow): string {
  const rows = flow.steps.map((s) => {
    const asks = s.tasks.map((t) => `${t.title}（${ROLE_NAMES[t.owner]}）：${t.ask}`).join('<br>')
    const buttons = [...new Set(s.tasks.flatMap((t) => t.actions.map((a) => a.label)))].join('、')
    const waits = [...new Set(s.needs.flatMap((n) => arrows(n)).map((a) => `${a.from}${a.label ? `（${a.label}）` : ''}`))].join(
      '、',
    )
    return `| \`${s.id}\` | ${cell(s.title)} | ${ROLE_NAMES[s.owner]} | ${cell(waits || '—')} | ${cell(asks)} | ${cell(buttons)} | ${s.clock?.sla ?? '4h'} | ${s.ladder.map((r) => ROLE_NAMES[r]).join(' → ')} |`
  })
  return `## ${flow.title} \`${flow.id}\` 第 ${flow.version} 版\n\n| 步骤 | 名称 | 负责 | 等 | 问什么 | 按钮 | 时限 | 上报 |\n|---|---|---|---|---|---|---|---|\n${rows.join('\n')}\n\n\`\`\`mermaid\n${drawFlow(flow)}\`\`\`\n`
}
