import type { AnalysisReceipt, Source } from '../analysis/analyze-repository.js'
import { HotSpotsSection } from './hot-spots-section.js'
import type { JudgedCommit } from './judged-commit.js'
import { PeopleSection } from './people-section.js'
import { RatingsSection } from './ratings-section.js'
import { readingLines } from './reading-section.js'
import { SizesSection } from './sizes-section.js'
import type { SummarySection } from './summary-section.js'
import { TestsSection } from './tests-section.js'
import type { TextStyle } from './text-style.js'
import { TypesSection } from './types-section.js'

/** A report to read in a terminal of 80 columns; it keeps tallies, no commit. */
export class Summary {
  #people = new PeopleSection()
  /** Bots are told apart from people: they are counted among those who commit and nowhere else. */
  #work: SummarySection[] = [
    new TypesSection(),
    new TestsSection(),
    new HotSpotsSection(),
    new RatingsSection(),
    new SizesSection(),
  ]

  add(judged: JudgedCommit): void {
    if (judged.commit.skipped === 'merge') return
    this.#people.add(judged)
    if (judged.commit.isBot) return
    for (const section of this.#work) section.add(judged)
  }

  lines(receipt: AnalysisReceipt, source: Source, style: TextStyle): string[] {
    const part = (title: string, lines: string[]) => [
      ...['', style.heading(title)],
      ...lines.map((line) => `  ${line}`),
    ]
    const sections = receipt.measured > 0 ? [this.#people, ...this.#work] : []
    return [
      ...part('What was read', readingLines(receipt, source)),
      ...sections.flatMap((section) => part(section.title, section.lines(style))),
      '',
    ]
  }
}
