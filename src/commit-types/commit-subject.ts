/** What stands before the words of a subject, and what ends each of them. */
const prefixes = [
  // [web]   [ABC-123]
  /^\[[^\]\n]{1,40}\]\s*:?\s*/,
  // ABC-123:   (ABC-123)   ABC-123, ABC-124:   abc-123:
  /^\(?[A-Z][A-Z0-9_]{1,15}-\d{1,9}\)?(?:\s?[:|,/&]\s*|\s+-\s+|\s+)/,
  /^[a-z][a-z0-9_]{1,15}-\d{1,9}:\s+/,
  // #12   (#12)   GH-12:   issue #12:   PR #12 -   pull request #12:   merged PR 12:
  /^\(?(?:(?:issue|ticket|pr|pull request|gh) ?)?#\d{1,9}\)?(?:\s?[:|,&]\s*|\s+-\s+|\s+)/i,
  /^gh-\d{1,9}\s?:?\s+/i,
  /^merged pr \d{1,9}:\s*/i,
  // :bug:   🐛
  /^:[a-z0-9_+-]{2,40}:\s*/,
  /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f|\u200d)*)+\s*/u,
  // What git rebase will fold into the commit it names; what is not done yet.
  /^(?:fixup|squash|amend)!\s+/,
  /^(?:wip|draft)\s?:\s+/i,
]

/** So many are taken off; more stand before no subject that people write. */
const rounds = 8

/** A subject in two parts. */
export interface SplitSubject {
  /** What stood before the words, in order. */
  marks: string[]
  /** The words; the whole subject where nothing would be left. */
  bare: string
}

/** Takes tickets, tags, emoji and the like from before a subject. */
export function splitSubject(subject: string): SplitSubject {
  const whole = subject.trim()
  const marks: string[] = []
  let bare = whole
  while (marks.length < rounds) {
    const prefix = prefixes.map((pattern) => pattern.exec(bare)?.[0]).find(Boolean)
    if (!prefix) break
    marks.push(prefix.trim())
    bare = bare.slice(prefix.length)
  }
  return { marks, bare: bare || whole }
}

/** A subject without the tickets, tags and emoji before it; the subject itself if nothing is left. */
export function bareSubject(subject: string): string {
  return splitSubject(subject).bare
}
