import { toUSVString } from 'node:util'
import { withoutCodeBlocks } from './code-blocks.js'

/** What is kept of one comment. */
const limitBytes = 2_048
/** More than this is not looked at: what is kept is a fraction of it. */
const limitCharacters = 65_536

/** Elements and wiki marks that hold code, with all they hold; to the end where they never close. */
const marked = [
  /<(pre|code|samp|kbd|tt|script|style|textarea)\b[^<>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi,
  /\{(code|noformat)(?::[^{}\n]*)?\}[\s\S]*?(?:\{\1\}|$)/gi,
]

/** Control and direction marks, tabs and line ends aside. */
const unseen = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/**
 * The words of a comment without any code: blocks (fenced, indented, suggestions, elements, diff
 * hunks) and code in a line are taken out before anything is stored. What could be either is taken
 * out too. At most 2 KB of UTF-8, cut between characters.
 */
export function commentText(written: string): string {
  const lines = toUSVString(written.slice(0, limitCharacters))
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(unseen, (mark) => (mark === '\n' || mark === '\t' ? mark : ''))
  const prose = marked.reduce((text, pattern) => text.replace(pattern, ' '), lines)
  const paragraphs = withoutCodeBlocks(prose.split('\n'))
    .join('\n')
    .split(/\n[ \t]*\n/)
    .map(withoutInlineCode)
  const words = paragraphs
    .join('\n\n')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return cut(words)
}

/**
 * Takes code spans out of a paragraph. Where its backticks do not pair up, or some are escaped, it
 * cannot be told which of them enclose: then all from the first to the last goes, and the rest of that
 * line.
 */
function withoutInlineCode(paragraph: string): string {
  const runs = [...paragraph.matchAll(/`+/g)]
  if (runs.length === 0) return paragraph
  const isPaired =
    !paragraph.includes('\\`') &&
    runs.length % 2 === 0 &&
    runs.every(([run], index) => run.length === runs[index ^ 1]![0].length)
  if (isPaired) return paragraph.replace(/`+[^`]*`+/g, ' ')
  const last = runs.at(-1)!.index
  const lineEnd = paragraph.indexOf('\n', last)
  const rest = lineEnd < 0 ? '' : paragraph.slice(lineEnd)
  return paragraph.slice(0, runs[0]!.index) + rest
}

/** A decoder that expects more keeps an unfinished last character to itself. */
function cut(text: string): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= limitBytes) return text
  return new TextDecoder().decode(bytes.subarray(0, limitBytes), { stream: true }).trimEnd()
}
