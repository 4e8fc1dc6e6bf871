import type { ErrorCode } from 'yaml'
import type { z } from 'zod'
import { ROLE_IDS } from '../company'
import { nearest, type FlowPath } from './flow-faults'

type Issue = z.core.$ZodIssue

/** What each field of a flow file is for: said when it is missing, and listed in docs/add-a-flow.md. */
export const FIELD_WORDS: Record<string, string> = {
  id: '名字，小写字母开头，只用字母、数字和短横线，最多 40 个字符',
  version: '第几版，从 1 开始的整数',
  title: '给人看的标题',
  statuses: '订单状态的叫法：draft、running、completed、cancelled、rejected',
  draft: '草稿时的状态',
  running: '进行中的状态',
  completed: '完成后的状态',
  cancelled: '取消后的状态',
  rejected: '驳回后的状态',
  requires: '下单前草稿必须填好的字段',
  doubtChain: '谁来解决价格、规格疑问，按先后写角色',
  steps: '步骤的列表，至少两步',
  owner: '谁负责，写角色 id',
  needs: '要等的条件，全部成立才打开；不写就一开始打开',
  skipWhen: '该打开时如果成立就跳过这一步',
  aside: 'true 表示支线：没打开也不妨碍订单完成',
  tasks: '这一步要做的任务，至少一个',
  vouchesFor: '这一步的答复为哪些内容作了保证；这些内容变更后，这一步重新问',
  onOpen: '打开时自动开始的动作',
  onDone: '完成后的后果',
  status: '完成后订单的状态',
  clock: '时限',
  ladder: '一直没人答复时依次上报给哪些角色',
  ask: '要做什么，一句话',
  mayAlso: '还有哪些角色可以代答',
  strict: 'true 表示上级也不能代答',
  kind: '任务种类：draft、prompt、confirm、approval、notice',
  after: '同一步里要先完成的任务',
  when: '成立时才需要做这个任务，或才显示这个按钮',
  each: '写 part 表示每一批货各做一次',
  doneWhen: '任务都答了之后还要成立，这一步才算完成（例如每一票都签收）',
  settlesWhen: '答复之后还要成立，任务才算完成（例如款项收齐）',
  shows: '卡片上显示的内容块',
  inputs: '要填的内容',
  actions: '按钮，至少一个',
  checks: '答复要通过的检查',
  label: '给人看的名称',
  type: '种类：text、number、money、date、choice、file',
  required: 'true 表示必填；写成列表表示点这些按钮时必填',
  choices: '选项的列表，每项有 id 和 label',
  sets: '输入上：答复记成的事实名；按钮上：点了之后写入的事实',
  must: '必须选的选项，选别的不算通过',
  written: 'true 表示“口头说过”一类的转述不算',
  words: '在聊天里可以直接打的说法',
  style: '按钮样式：primary、danger、default',
  outcome: '结果：settle 完成、stay 记录后继续等、return 退回、reject 驳回整单、block 卡住',
  to: '退回到哪一步，不写就退回草稿',
  then: '点了之后的后果',
  sla: '多久没答复开始提醒：30m、4h、1d，按工作时间算',
  again: '之后每隔多久再提醒，不写同 sla',
  step: '步骤 id',
  is: '步骤的状态（settled、done、skipped、open），或事实的值',
  fact: '事实名',
  holds: '判断的名字',
  class: '客户等级的列表，例如 [B, C]',
  all: '条件的列表，全部成立',
  any: '条件的列表，有一个成立',
  not: '一个条件，不成立',
}

const FIELDS = Object.keys(FIELD_WORDS)
const CONDITION_KEYS = ['step', 'fact', 'holds', 'class', 'all', 'any', 'not']

/** Faults of YAML itself, in the words of somebody who wrote the file by hand. */
export const YAML_WORDS: Partial<Record<ErrorCode, string>> = {
  BAD_ALIAS: '引用（*名字）前面没有对应的 &名字',
  BAD_INDENT: '缩进不对：同一层要对齐，只用空格',
  BLOCK_AS_IMPLICIT_KEY: '这里多了一个冒号，或者缩进不对；带冒号的文字请加引号',
  BLOCK_IN_FLOW: '方括号、花括号里不能换成缩进写法',
  MISSING_CHAR: '少了一个符号：从这里往前检查引号、括号是否成对，冒号后面是否有空格',
  MULTIPLE_ANCHORS: '一处只能有一个 &名字',
  MULTIPLE_TAGS: '不支持 ! 开头的标记，请去掉',
  MULTILINE_IMPLICIT_KEY: '“名称: 值”要写在一行里，可能少了冒号',
  MULTIPLE_DOCS: '一个文件只能写一个流程，去掉 --- 后面的内容',
  NON_STRING_KEY: '字段名要是普通文字',
  RESOURCE_EXHAUSTION: '一层套一层太深了',
  TAB_AS_INDENT: '缩进用了制表符（Tab），请换成空格',
  TAG_RESOLVE_FAILED: '不支持 ! 开头的标记，请去掉',
  UNEXPECTED_TOKEN: '这里多了内容，检查引号、括号和缩进',
  BAD_DQ_ESCAPE: '双引号里的反斜杠写法不对，可以换成单引号',
  BAD_SCALAR_START: '文字不能用这个符号开头，请加引号',
}

export interface WordedFault {
  path: FlowPath
  /** Set when the fault is about a name within the group at `path`. */
  key?: string
  message: string
}

const KINDS: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表（每项一行，前面加“- ”）',
  object: '一组“名称: 值”',
  record: '一组“名称: 值”',
}

const kindOf = (value: unknown): string => {
  if (value === null) return '空的'
  if (Array.isArray(value)) return '列表'
  return { string: '文字', number: '数字', boolean: 'true/false', object: '一组“名称: 值”' }[typeof value as string] ?? '别的'
}

const valueAt = (data: unknown, path: FlowPath): unknown => {
  let value = data
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string | number, unknown>)[key]
  }
  return value
}

function typeWords(expected: string, value: unknown, path: FlowPath): string {
  const key = path.findLast((p) => typeof p === 'string') ?? ''
  const about = FIELD_WORDS[key] && typeof path.at(-1) === 'string' ? `（${FIELD_WORDS[key]}）` : ''
  if (value === undefined || (value === null && path.length === 0))
    return path.length === 0 ? '文件是空的' : `缺少“${path.at(-1)}”${about}`
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return `“${key}”要写成文字，请加引号："${String(value)}"`
  return `“${key || '文件'}”应该是${KINDS[expected] ?? expected}，现在是${kindOf(value)}${about}`
}

const valueWords = (values: readonly unknown[], value: unknown): string => {
  const names = values.map(String)
  const near = typeof value === 'string' ? nearest(value, names) : undefined
  const what = names.every((n) => (ROLE_IDS as readonly string[]).includes(n)) ? '角色' : '写法'
  return `没有${what}“${String(value).slice(0, 40)}”${near ? `，是不是“${near}”？` : '，'}可用：${names.join('、')}`
}

/** A condition fits one of seven forms: the form that its own key names is the one to explain. */
function conditionWords(issue: Extract<Issue, { code: 'invalid_union' }>, path: FlowPath, data: unknown): WordedFault[] {
  const value = valueAt(data, path)
  const forms = '条件写成 {step: 步骤}、{fact: 事实, is: 值}、{holds: 判断}、{class: [B, C]}、{all: […]}、{any: […]} 或 {not: …}'
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ path, message: forms }]
  const keys = Object.keys(value)
  const form = CONDITION_KEYS.findIndex((k) => keys.includes(k))
  const errors = issue.errors[form]
  if (form < 0 || !errors) {
    const wrong = keys[0]
    const near = wrong && nearest(wrong, CONDITION_KEYS)
    return [{ path, ...(wrong ? { key: wrong } : {}), message: near ? `条件里没有“${wrong}”，是不是“${near}”？${forms}` : forms }]
  }
  if (CONDITION_KEYS.filter((k) => keys.includes(k)).length > 1)
    return [{ path, message: `一个条件只问一件事；几个条件请放进 all（都要成立）或 any（有一个成立）` }]
  return errors.flatMap((e) => issueWords(e, data, path))
}

/** What the schema found wrong, said for people who write flows. `below` is the path of an issue found within another. */
export function issueWords(issue: Issue, data: unknown, below: FlowPath = []): WordedFault[] {
  const path = [...below, ...issue.path.map((p) => (typeof p === 'number' ? p : String(p)))]
  const last = path.at(-1)
  const value = valueAt(data, path)
  switch (issue.code) {
    case 'invalid_type':
      return [{ path, message: typeWords(issue.expected, value, path) }]
    case 'unrecognized_keys':
      return issue.keys.slice(0, 50).map((key) => {
        const near = nearest(key, FIELDS)
        const hint = key === '<<' ? '不支持 <<，请展开写' : `这里没有“${key.slice(0, 40)}”这个字段`
        return { path, key, message: near && near !== key ? `${hint}，是不是“${near}”？` : hint }
      })
    case 'invalid_value':
      return [{ path, message: value === undefined ? typeWords('', value, path) : valueWords(issue.values, value) }]
    case 'invalid_format':
      return [
        {
          path,
          message:
            last === 'sla' || last === 'again'
              ? '时长写成 30m（分钟）、4h（小时）或 1d（工作日），数字最多三位'
              : `“${String(value).slice(0, 40)}”不能用：${FIELD_WORDS['id']}`,
        },
      ]
    case 'too_small':
      if (issue.origin === 'string') return [{ path, message: `“${last}”不能空着` }]
      if (issue.origin === 'array') return [{ path, message: `“${last}”至少要有 ${issue.minimum} 项` }]
      return [{ path, message: `“${last}”不能小于 ${issue.minimum}` }]
    case 'too_big':
      return [{ path, message: issue.origin === 'string' ? `“${last}”最多 ${issue.maximum} 个字符` : `“${last}”太大` }]
    case 'invalid_union':
      return last === 'required'
        ? [{ path, message: 'required 写 true、false，或按钮 id 的列表' }]
        : conditionWords(issue, path, data)
    default:
      return [{ path, message: `写法不对：${issue.message}` }]
  }
}
