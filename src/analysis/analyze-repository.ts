import { askGit, checkGit } from '../git/ask-git.js'
import { type CloneFolder, withCloneFolder } from '../git/clone-folder.js'
import { keepDates } from '../git/dates.js'
import { type FetchedWindow, fetchWindow } from '../git/fetch-window.js'
import type { GitPlace } from '../git/git-environment.js'
import { openLocalWindow } from '../git/local-window.js'
import { stopped } from '../git/reading-fault.js'
import type { Source } from '../git/source.js'
import { type KnownHistory, nothingKnown } from '../git/wanted-history.js'
import type { OwnedLines } from '../lineage/lineage-staging.js'
import type { Rework } from '../lineage/rework.js'
import type { MeasuredCommit } from '../measures/measured-commit.js'
import { type Anomalies, noAnomalies } from './anomalies.js'
import { gitsAtOnce } from './gits-at-once.js'
import { readHistoryLines } from './history-lines.js'
import { measureHistory } from './measure-history.js'
import { type AnalysisProgress, ProgressReport } from './progress.js'
import type { AnalysisReceipt } from './receipt.js'

export type { AnalysisProgress, AnalysisReceipt, MeasuredCommit, Source }

export interface AnalyzeOptions {
  source: Source
  /** The window's start by committer date, as `git log --since`; null for everything. */
  since: Date | null
  /** A branch by its name, or null for the default one. */
  branch: string | null
  /** Where the clone's folder is made, and deleted. */
  workFolder: string
  /** The PATH git is looked for on. */
  searchPath: string
  /** How many gits diff side by side; by default as many as the machine has room for. */
  gits?: number
  /** What an earlier reading left known; by default nothing. */
  known?: KnownHistory
  /** Told of every commit of the window that is reached from the branch, known ones too. */
  onHash?: (hash: string) => void
  /** Gits run in this process's own group, which whoever started it ends; else each in its own. */
  sharesGroup?: boolean
  /** Told where the clone's folder is. */
  onFolder?: (path: string) => void
  /** Told about four times a second. */
  onProgress: (progress: AnalysisProgress) => void
  /** Given every commit of the window, newest first; git waits while it works. */
  onCommit: (commit: MeasuredCommit) => void | Promise<void>
  /** Given the rework of the commits since `known.historySince`; null where it is not known. */
  onRework?: (hash: string, rework: Rework | null) => void | Promise<void>
  /** Given who touched the lines of a file last since `known.historySince`. */
  onOwnership?: (path: string, owners: OwnedLines[]) => void | Promise<void>
  /** Aborting it kills every git, deletes the clone and rejects with the fault 'stopped'. */
  signal: AbortSignal | null
}

/**
 * Analyses a repository: clone, history, changes, measures, hand over, delete the clone. A local
 * repository is read in place. Rejects with an ReadingFault, or with what `onCommit` threw;
 * whatever happens, no file of the clone is left.
 */
export async function analyzeRepository(options: AnalyzeOptions): Promise<AnalysisReceipt> {
  const progress = new ProgressReport(options.onProgress)
  const anomalies = noAnomalies()
  const window = await withCloneFolder(options.workFolder, async (folder) => {
    const place = gitPlace(options, folder)
    const window = await openWindow(place, options, progress)
    const readable = { ...place, objects: window.objects }
    // Nothing was fetched where nothing is new.
    if (window.method === 'nothing new') return { ...window, lineage: null, tipAt: null }
    await handOver(readable, window, options, progress, anomalies)
    const lineage = await readHistoryLines(readable, window.head.hash, options, progress)
    return { ...window, lineage, tipAt: await committedAt(readable, window.head.hash) }
  })
  return receipt(options, window, progress, anomalies)
}

function gitPlace(options: AnalyzeOptions, folder: CloneFolder): GitPlace {
  const { searchPath, signal, sharesGroup = false, onFolder } = options
  const { repository, onGroup } = folder
  onFolder?.(repository)
  if (sharesGroup) onGroup(process.pid)
  return { folder: repository, objects: null, searchPath, signal, onGroup, sharesGroup }
}

async function openWindow(
  place: GitPlace,
  options: AnalyzeOptions,
  progress: ProgressReport,
): Promise<FetchedWindow> {
  const { source, since, branch, known = nothingKnown } = options
  await checkGit(place, source.kind === 'remote' && Boolean(source.pinnedAddress))
  if (source.kind === 'local') return openLocalWindow(place, source, known, branch)
  progress.stage('cloning')
  return fetchWindow(place, source, { ...known, since }, branch)
}

async function handOver(
  place: GitPlace,
  window: FetchedWindow,
  options: AnalyzeOptions,
  progress: ProgressReport,
  anomalies: Anomalies,
): Promise<void> {
  progress.stage('reading')
  const { since, gits = gitsAtOnce(1), known = nothingKnown, onHash = () => {} } = options
  const range = { head: window.head.hash, since, beyond: window.beyond }
  const reading = { range, gits, isKnown: known.isKnown, onHash }
  const stop = aborted(options.signal)
  for await (const batch of measureHistory(place, reading, progress, anomalies)) {
    for (const commit of batch) {
      if (options.signal?.aborted) throw stopped()
      const taken = options.onCommit(commit)
      // Whoever takes the commits may never be ready again: stopping does not wait for it.
      if (taken) await Promise.race([taken, stop])
    }
  }
  progress.now()
}

/** Rejects once the signal is raised; never resolves. */
function aborted(signal: AbortSignal | null): Promise<never> {
  const stop = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(stopped()), { once: true })
  })
  // Raced only while a commit is being taken: otherwise a rejection is not "unhandled".
  stop.catch(() => {})
  return stop
}

/** A commit's committer date, held within what can be true; null when it cannot be told. */
async function committedAt(place: GitPlace, hash: string): Promise<string | null> {
  const ask = ['log', '-1', '--no-show-signature', '--date=raw', '--format=%cd', '--end-of-options']
  const raw = await askGit(place, [...ask, hash])
  return raw === null ? null : keepDates(raw, raw, new Date()).committer.at
}

function receipt(
  options: AnalyzeOptions,
  window: FetchedWindow & { tipAt: string | null; lineage: AnalysisReceipt['lineage'] },
  progress: ProgressReport,
  anomalies: Anomalies,
): AnalysisReceipt {
  const { commitsRead, measured, skipped } = progress.counts
  return {
    headHash: window.head.hash,
    headCommittedAt: window.tipAt,
    rewritten: window.rewritten,
    onlyNew: window.beyond !== null,
    lineage: window.lineage,
    branch: window.head.branch,
    method: window.method,
    cloneBytes: window.bytes,
    clonedAt: window.clonedAt?.toISOString() ?? null,
    cloneDeletedAt: window.clonedAt ? new Date().toISOString() : null,
    commitsInWindow: commitsRead,
    ...{ commitsRead, measured, skipped, anomalies },
    windowComplete: skipped.boundary === 0,
    since: options.since?.toISOString() ?? null,
  }
}
