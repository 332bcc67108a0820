import type { TouchedFile } from '../commit-types/commit-shape.js'
import { typeOf } from '../commit-types/commit-type.js'
import { binaryName } from '../files/kind-patterns.js'
import type { FileDiff } from '../git/file-diff.js'
import type { MeasuredCommit, MeasuredFile } from '../measures/measured-commit.js'
import type { SkipReason } from '../measures/skip.js'
import { botReason } from '../people/bot-rules.js'
import { type Anomalies, countAnomalies } from './anomalies.js'
import type { LineMeter } from './line-meter.js'
import { distinct, keptPath, type PathBook } from './path-book.js'
import type { Change } from './told-commits.js'

/** Puts together what a commit says of itself and what it did. */
export function measure(change: Change, paths: PathBook, anomalies: Anomalies): MeasuredCommit {
  const { record, diff } = change
  const skipped = skipReason(change)
  const files = skipped || !diff ? [] : measureFiles(diff.files, paths, anomalies)
  const dateSuspect = record.authored.suspect || record.committed.suspect
  countAnomalies(anomalies, record)
  const { subject, message } = record
  const parents = record.parents.length
  return {
    hash: record.hash,
    parents: record.parents,
    authorName: record.authorName,
    authorEmail: record.authorEmail,
    mailmapName: record.mailmapName,
    mailmapEmail: record.mailmapEmail,
    isBot: botReason(record.authorName, record.authorEmail) !== null,
    agent: record.agent,
    authoredAt: record.authored.at,
    authorOffsetMinutes: record.authored.offsetMinutes,
    committedAt: record.committed.at,
    subject,
    ...typeOf({ parents, subject, message, files: touchedFiles(files, paths) }),
    skipped,
    files,
    additions: sum(files, 'additions'),
    deletions: sum(files, 'deletions'),
    committerName: record.committerName,
    committerEmail: record.committerEmail,
    message,
    dateSuspect,
  }
}

function skipReason({ record, diff, unread }: Change): SkipReason | null {
  if (record.parents.length > 1) return 'merge'
  return diff?.oversized ? 'oversized' : unread
}

function touchedFiles(files: MeasuredFile[], paths: PathBook): TouchedFile[] {
  return files.map(({ path, kind, additions, deletions }) => {
    return { path, kind, additions, deletions, role: paths.facts(path).role }
  })
}

function sum(files: MeasuredFile[], field: 'additions' | 'deletions'): number {
  return files.reduce((total, file) => total + file[field], 0)
}

function measureFiles(
  diffs: FileDiff<LineMeter>[],
  paths: PathBook,
  anomalies: Anomalies,
): MeasuredFile[] {
  const altered = new Set<string>()
  return diffs.map((diff) => {
    const kept = diff.reader?.path ?? keptPath(diff.path)
    const path = kept.changed ? distinct(kept.path, altered) : kept.path
    if (kept.changed) {
      altered.add(path)
      anomalies.pathsAltered++
    }
    return measureFile(diff, path, paths)
  })
}

function measureFile(diff: FileDiff<LineMeter>, path: string, paths: PathBook): MeasuredFile {
  const { reader } = diff
  const facts = reader?.path.path === path ? reader.facts : paths.facts(path)
  const binary = diff.binary || (diff.sameContent && binaryName.test(path))
  // Git counts no line of a binary file, nor of a change of type that left the content alone.
  const counted = !binary && !(diff.status === 'T' && diff.sameContent)
  return {
    path,
    // A submodule is other people's repository, named by a commit.
    kind: diff.mode === 'submodule' ? 'vendored' : (reader?.kind ?? facts.kind),
    language: diff.mode === 'file' ? facts.language : null,
    additions: counted ? diff.additions : 0,
    deletions: counted ? diff.deletions : 0,
    binary,
    renamedFrom: diff.from ? keptPath(diff.from).path : null,
    complexityDelta: binary ? null : (reader?.complexityDelta ?? null),
    indentDelta: binary ? null : (reader?.indentDelta ?? null),
  }
}
