import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type AnalysisReceipt,
  type AnalyzeOptions,
  analyzeRepository,
  type MeasuredCommit,
} from '../../src/analysis/analyze-repository.js'
import { searchPath } from './git-repository.js'

/** Analyses in a work folder of its own, which must be empty again afterwards. */
export class AnalysisBench {
  private constructor(readonly workFolder: string) {}

  static async create(): Promise<AnalysisBench> {
    return new AnalysisBench(await mkdtemp(join(tmpdir(), 'codevisto-test-work-')))
  }

  /** All commits and the receipt. */
  async analyze(
    options: Partial<AnalyzeOptions> & Pick<AnalyzeOptions, 'source'>,
  ): Promise<{ commits: MeasuredCommit[]; receipt: AnalysisReceipt }> {
    const commits: MeasuredCommit[] = []
    const receipt = await analyzeRepository({
      since: null,
      branch: null,
      workFolder: this.workFolder,
      searchPath,
      onProgress: () => {},
      onCommit: (commit) => {
        commits.push(commit)
      },
      signal: null,
      ...options,
    })
    return { commits, receipt }
  }

  local(path: string, options: Partial<AnalyzeOptions> = {}) {
    return this.analyze({ source: { kind: 'local', path }, ...options })
  }

  remote(url: string, options: Partial<AnalyzeOptions> = {}) {
    return this.analyze({ source: { kind: 'remote', url, allowedProtocols: ['http'] }, ...options })
  }

  /** What is left in the work folder: nothing, one hopes. */
  leftovers(): Promise<string[]> {
    return readdir(this.workFolder)
  }

  async remove(): Promise<void> {
    await rm(this.workFolder, { recursive: true, force: true })
  }
}
