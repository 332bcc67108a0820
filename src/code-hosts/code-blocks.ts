const quoted = /^(?:[ \t]{0,3}>[ \t]?)+/
const fence = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})/
const listItem = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/
const indented = /^(?: {4}| {0,3}\t)/
const hunkHeader =
  /^(?:@@+ -\d|diff --(?:git|cc|combined) |index [0-9a-f]{4,}\.\.|(?:---|\+\+\+) (?:"?[ab]\/|\/dev\/null))/
const hunkLine = /^[-+ \\@]/
/** A line of a diff outside any hunk; "+1" and lists are words. */
const changedLine = /^[-+](?![-+\s\d]|$)/
/** What a statement ends in and a sentence does not. */
const statementEnd = /(?:[;{}]|=>)[ \t]*$/

/**
 * Lines without those of code blocks: fenced with backticks or tildes (to the end where they never
 * close), indented, quoted or bare diff hunks, and lines that end as statements do.
 */
export function withoutCodeBlocks(lines: string[]): string[] {
  const kept: string[] = []
  let open: string | null = null
  let isHunk = false
  let isList = false
  for (const line of lines) {
    const inner = line.replace(quoted, '')
    const isQuoted = inner.length < line.length
    const [, mark] = fence.exec(inner) ?? []
    if (open !== null) {
      if (closes(inner, open)) open = null
      continue
    }
    if (mark) {
      open = mark
      continue
    }
    if (hunkHeader.test(inner)) isHunk = true
    else if (isHunk) isHunk = hunkLine.test(inner)
    if (isHunk) continue
    if (inner.trim() === '') {
      kept.push('')
      continue
    }
    const isItem = listItem.test(inner)
    if (indented.test(inner) && !(isList && isItem)) continue
    if (changedLine.test(inner) || (isQuoted && /^[-+]/.test(inner))) continue
    if (statementEnd.test(inner)) continue
    isList = isItem || (isList && /^[ \t]/.test(inner))
    kept.push(line)
  }
  return kept
}

function closes(line: string, open: string): boolean {
  const text = line.trim()
  return text.length >= open.length && text === open[0]!.repeat(text.length)
}
