/** Strings and comments of the languages with braces. */
import { byteClass, classes, isWordByte } from './byte-classes.js'
import * as kinds from './literal-kinds.js'
import { phpHeredoc } from './raw-literals.js'
import type { Opener, Rule } from './token-grammar.js'
import { byteBefore, wordBefore } from './token-rules.js'

const [apostrophe, backslash, openBracket, exclamation, slash] = [39, 92, 91, 33, 47]

/** C++: `1'000` is a number, `L'x'` a character. */
const noSeparator: Rule = (line, start) => {
  const touches = start > line.start && isWordByte(line.bytes[start - 1]!)
  return !touches || ['L', 'u', 'U', 'u8'].includes(wordBefore(line, start))
}

/** Rust and Scala: `'x'` is a character, `'a` a lifetime, a label or a symbol. */
const character: Rule = (line, _start, past) => {
  const next = line.bytes[past] ?? 0
  return next === backslash || next >= 128 || line.bytes[past + 1] === apostrophe
}

/** PHP: `#[` begins an attribute. */
const noAttribute: Rule = (line, _start, past) =>
  past >= line.end || line.bytes[past] !== openBracket

const comments = [kinds.doubleSlash, kinds.slashStar]
const nestedComments = [kinds.doubleSlash, kinds.nestedSlashStar]
const inBraces: { code: [string, string] } = { code: ['${', '}'] }

export const cLiterals = [...comments, kinds.quoted('"'), kinds.quoted("'", { when: noSeparator })]

export const javaLiterals = [
  ...comments,
  kinds.quoted('"'),
  kinds.quoted("'"),
  kinds.tripled('"""'),
]

export const cSharpLiterals = [
  ...comments,
  kinds.quoted('"'),
  kinds.quoted("'"),
  kinds.quoted('$"', { code: ['{', '}'] }),
  kinds.block('@"', '"', { doubled: true }),
  kinds.block('$@"', '"', { doubled: true, code: ['{', '}'] }),
  kinds.block('@$"', '"', { doubled: true, code: ['{', '}'] }),
  kinds.tripled('"""', { escape: false }),
  kinds.tripled('$"""', { escape: false, code: ['{', '}'] }),
]

export const kotlinLiterals = [
  ...nestedComments,
  kinds.quoted('"', inBraces),
  kinds.quoted("'"),
  kinds.tripled('"""', { escape: false, ...inBraces }),
]

export const scalaLiterals = [
  ...nestedComments,
  kinds.quoted('"', inBraces),
  kinds.quoted("'", { when: character }),
  kinds.tripled('"""', { escape: false, ...inBraces }),
]

export const dartLiterals = [
  ...nestedComments,
  ...['"', "'"].map((quote) => kinds.quoted(quote, inBraces)),
  ...['"""', "'''"].map((quotes) => kinds.tripled(quotes, inBraces)),
]

export const swiftLiterals = [
  ...nestedComments,
  kinds.quoted('"', { code: ['\\(', ')'] }),
  kinds.tripled('"""', { code: ['\\(', ')'] }),
]

export const rustLiterals = [
  ...nestedComments,
  // They often go on over lines: help texts.
  kinds.quoted('"', { carries: true }),
  kinds.quoted("'", { when: character }),
]

export const goLiterals = [...comments, kinds.quoted('"'), kinds.quoted("'"), kinds.block('`', '`')]

export const phpLiterals = [
  ...comments,
  kinds.lineComment('#', { when: noAttribute }),
  kinds.quoted('"'),
  kinds.quoted("'"),
  // Between `?>` and `<?` stands a page, no code.
  kinds.block('?>', '<?'),
]

/** PHP: a heredoc, or a line of the page, which begins with a tag. */
export const phpAngle: Opener = (line, index) => {
  const found = phpHeredoc(line, index)
  if (found) return found
  const next = line.bytes[index + 1] ?? 0
  const tag = classes[next] === byteClass.word || next === slash || next === exclamation
  if (byteBefore(line, index) !== 0 || !tag) return null
  return {
    literal: kinds.block('<', '<?', { carries: false }),
    past: index + 1,
    fromNextLine: false,
  }
}
