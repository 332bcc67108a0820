import { noAnomalies } from '../analysis/anomalies.js'
import type { ReadingPlan } from '../analysis/reading-plan.js'
import type { AnalysisReceipt } from '../analysis/receipt.js'
import type { Stored } from '../analysis/record.js'
import type { CloneMethod } from '../git/clone-method.js'
import { skipReasons } from '../measures/skip.js'
import { counts, figure, instant, type JsonRule, json, oneOf, record, text } from './json-rules.js'
import { fault } from './policy-hosts.js'
import {
  copied,
  each,
  hash,
  keep,
  known,
  pseudonym,
  type Rule,
  shaped,
  shift,
  shiftDay,
  type TableRule,
} from './rules.js'
import { ownWords } from './vocabulary.js'

const unfinished = 'It was under way when the copy was made.'
ownWords([unfinished])

/** An analysis that was in line or under way: nothing in the copy would ever end it. */
const isOpen = "state IN ('waiting', 'running')"
const ended = (then: string, rule: Rule = keep): Rule => ({
  ...rule,
  select: (column, weeks) => {
    const otherwise = rule.select?.(column, weeks) ?? column
    return `CASE WHEN ${isOpen} THEN ${then} ELSE ${otherwise} END`
  },
})

const figures = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, figure])) as Record<Name, JsonRule>

const cloneMethods: CloneMethod[] = [
  ...(['in place', 'nothing new', 'new commits only', 'shallow', 'shallow, widened'] as const),
  ...(['shallow with files', 'complete history without blobs', 'full clone'] as const),
]

const readings: ReadingPlan['kind'][] = ['first', 'remeasure', 'widen', 'history', 'increment']

/** analysis/receipt.ts, and what analysis/finish.ts adds to it. */
const receipt = json(
  record({
    headHash: text('hash'),
    ...{ branch: text('branch'), branchBefore: text('branch') },
    reading: oneOf(readings),
    stored: record(
      figures(
        ...(['commits', 'fileChanges', 'identities', 'paths', 'left', 'returned'] as const),
        'cleared',
      ) satisfies Record<keyof Stored, JsonRule>,
    ),
    ...{ headCommittedAt: instant, clonedAt: instant, cloneDeletedAt: instant, since: instant },
    ...figures('rewritten', 'onlyNew', 'cloneBytes', 'commitsInWindow', 'commitsRead'),
    ...figures('measured', 'windowComplete'),
    method: oneOf(cloneMethods),
    skipped: record(figures(...skipReasons)),
    anomalies: record(figures(...Object.keys(noAnomalies()))),
    lineage: record({ ...figures('commits', 'linesAsked', 'linesUnknown'), from: instant }),
  } satisfies Record<keyof AnalysisReceipt | 'stored' | 'reading' | 'branchBefore', JsonRule>),
)

/** Repositories, and how they were read. */
export const repositoryTables: Record<string, TableRule> = {
  'public.repositories': copied({
    ...each(keep, 'companyId id definitionsVersion connectionId'),
    ...each(pseudonym('slug'), 'name fullName'),
    ...each(pseudonym('url'), 'source sourceKey webUrl'),
    defaultBranch: pseudonym('branch'),
    hostId: pseudonym('id'),
    headHash: hash,
    hostState: known(['archived', 'gone', 'no-access'], 'gone'),
    ...each(shift, 'createdAt headCommittedAt readSince historyReadAt hostStateAt'),
    historyFrom: shiftDay,
  }),
  'public.analyses': copied({
    ...each(keep, 'companyId id repositoryId requestedById attempt commitsFound commitsRead'),
    ...each(keep, 'measured definitionsVersion'),
    state: ended("'failed'"),
    stage: ended(
      "'failed'",
      known(['waiting', 'cloning', 'reading', 'history', 'storing', 'done', 'failed'], 'done'),
    ),
    window: shaped(/^(?:\d+[dmy]|all)$/, 'all'),
    ...each(shift, 'since queuedAt startedAt'),
    finishedAt: ended('"queuedAt"', shift),
    faultCode: ended("'other'", fault.faultCode),
    faultTitle: ended(`'${unfinished}'`, fault.faultTitle),
    faultAdvice: ended("'Nothing is read from anywhere in an anonymized copy.'", fault.faultAdvice),
    skipped: counts,
    receipt,
  }),
}
