import { createHash } from 'node:crypto'
import type { MeasuredCommit, MeasuredFile } from '../measures/measured-commit.js'
import type { Change } from './change-plan.js'
import { type Chosen, chooseFiles, filesOf } from './choose-files.js'
import type { FileTree } from './file-tree.js'
import { finishCommit } from './finish-commit.js'
import { type Landing, landings } from './landings.js'
import { messageOf } from './phrases.js'
import { daysAgo, type Year } from './plan-changes.js'
import type { Random } from './random.js'
import type { Plan } from './repositories.js'
import type { SourceFile, Touch } from './source-file.js'
import { complexityRises } from './story.js'
import { dayMs } from './work-clock.js'

/** A commit with what is known of its lines. */
export interface Made {
  /** Key of the change it belongs to. */
  change: string
  commit: MeasuredCommit
  /** Null where the year does not reach back far enough to tell. */
  rework: { reworkedLines: number; reworkBase: number } | null
}

const hashOf = (seed: string) => createHash('sha1').update(seed).digest('hex')

/** Hash of a commit that is part of a change, whether it reached the default branch or not. */
export const commitHash = (plan: Plan, key: string) => hashOf(`${plan.name} ${key}`)

/** Makes the history of one repository, commit by commit, as if it had been read and measured. */
export class History {
  readonly #files = new Map<string, SourceFile[]>()
  #previous: string
  /** What could be taken back: the last changes that arrived, as they were. */
  readonly #recent: { subject: string; hash: string; chosen: Chosen[] }[] = []

  constructor(
    private readonly plan: Plan,
    private readonly tree: FileTree,
    private readonly year: Year,
    private readonly random: Random,
  ) {
    this.#previous = hashOf(`${plan.name} root`)
  }

  /** The default branch, the oldest commit first. Reverts get their titles on the way. */
  *commits(changes: readonly Change[]): Generator<Made> {
    for (const landing of landings(changes)) yield this.#make(landing)
  }

  #make(landing: Landing): Made {
    const { change, key, isMerge } = landing
    const random = this.random.fork(key)
    const undone = change.kind === 'revert' ? this.#recent.at(-1) : undefined
    if (undone) change.title = `Revert "${undone.subject}"`
    const chosen = isMerge ? [] : undone ? mirrored(undone.chosen) : this.#choose(landing, random)
    const hash = commitHash(this.plan, key)
    const text = undone ? revertText(change, undone.hash) : this.#text(landing, random)
    const touches = chosen.map((one) => this.#touch(landing, one))
    if (!isMerge && change.kind === 'work') this.#remember({ ...text, hash, chosen })
    const parents = isMerge ? [this.#previous, hashOf(`${key} branch`)] : [this.#previous]
    this.#previous = hash
    const files = touches.map(({ file, touch }) => measured(file, touch))
    const roles = touches.map(({ file }) => file.facts.role)
    const commit = finishCommit(landing, { hash, parents, files, roles, ...text }, random)
    return { change: change.key, commit, rework: this.#rework(landing, touches) }
  }

  #remember(one: { subject: string; hash: string; chosen: Chosen[] }): void {
    if (one.chosen.length < 2) return
    this.#recent.push(one)
    if (this.#recent.length > 5) this.#recent.shift()
  }

  #choose({ change, count }: Landing, random: Random): Chosen[] {
    const known = this.#files.get(change.key)
    const files = known ?? filesOf(change, this.tree, random)
    this.#files.set(change.key, files)
    const about = { tree: this.tree, year: this.year, commits: count }
    return chooseFiles(change, files, about, random)
  }

  #touch({ change, authoredAt }: Landing, { file, additions, deletions }: Chosen) {
    const { author, plan } = change
    const isRising =
      plan.name === complexityRises.repository &&
      daysAgo(this.year, authoredAt) < complexityRises.daysAgo
    const branching = 0.1 * (isRising ? complexityRises.factor : 1)
    const by = { author: author.name, at: authoredAt }
    return { file, touch: file.touch(by, { additions, deletions }, branching) }
  }

  #text({ change, at, isMerge }: Landing, random: Random) {
    const { title, number, author, commits, plan, isDirect, kind } = change
    if (isMerge) {
      const branch = `${author.account.username}/${change.key}`
      return { subject: `Merge pull request #${number} from ${branch}`, body: title }
    }
    const isSquash = plan.way === 'squash' && !isDirect
    if (kind !== 'work') return { subject: isSquash ? `${title} (#${number})` : title, body: '' }
    const told = messageOf(title, isSquash ? 0 : at, commits.length, random)
    return isSquash ? { ...told, subject: `${title} (#${number})` } : told
  }

  #rework({ authoredAt, isMerge }: Landing, touches: { file: SourceFile; touch: Touch }[]) {
    const counted = touches.filter(({ file: { facts } }) => /^(code|test)$/.test(facts.kind))
    const isEarly = authoredAt - this.year.begins <= 21 * dayMs
    if (isMerge || (isEarly && counted.some(({ touch }) => touch.removedBefore > 0))) return null
    return {
      reworkedLines: counted.reduce((sum, { touch }) => sum + touch.reworked, 0),
      reworkBase: counted.reduce(
        (sum, { touch: t }) => sum + Math.max(t.additions, t.deletions),
        0,
      ),
    }
  }
}

const mirrored = (chosen: Chosen[]): Chosen[] =>
  chosen.map(({ file, additions, deletions }) => ({
    ...{ file, additions: deletions, deletions: additions },
  }))

const revertText = ({ title, number, plan }: Change, hash: string) => ({
  subject: plan.way === 'squash' ? `${title} (#${number})` : title,
  body: `This reverts commit ${hash}.`,
})

function measured(file: SourceFile, touch: Touch): MeasuredFile {
  const { additions, deletions, complexityDelta, indentDelta } = touch
  const { kind, language } = file.facts
  return {
    ...{ path: file.path, kind, language, additions, deletions, binary: false },
    ...{ renamedFrom: null, complexityDelta, indentDelta },
  }
}
