/**
 * Languages with braces whose conditions stand without parentheses: which tokens decide. They
 * are those lizard's reader of the language counts [github.com/terryyin/lizard]; `Otherwise` says
 * where we differ, and why. In code inside a string (`${}`, `\()`) we count, lizard does not.
 */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how these languages open code
import * as own from './brace-rules.js'
import { comments, insideComments, nestedComments } from './c-comments.js'
import { alike, type GrammarParts } from './grammar.js'
import { lineComment, literal, long, quoted } from './literal.js'
import * as rules from './rules.js'
import { character, rustRaw, swiftRaw } from './string-openers.js'

const { always, beginsStatement, betweenValues, free, never } = rules

const andOr = { '&&': always, '||': always }
const dollarCode = { code: '${ }' }

/** Go: if for case && ||; a case of select counts too. */
const go: GrammarParts = {
  words: { if: free, for: free, case: beginsStatement },
  signs: andOr,
  literals: [...comments, quoted('"'), literal('`', '`', { overLines: true })],
  openers: { "'": character },
  names: `break chan const continue default defer else fallthrough func go goto import interface
    map package range return select struct switch type var`,
  prose: 3,
  foreign: ['$', '{{', '[[', '[ ', ';;'],
  ...insideComments,
}

/**
 * Rust: if for while match && || ?.
 * Otherwise: no `where`, no `for` of `impl A for B`, no `||` of a closure, no `&&a` of references, no
 * `?Sized`.
 */
const rust: GrammarParts = {
  words: { if: free, while: free, match: own.rustMatch, for: own.rustFor },
  signs: { '&&': betweenValues, '||': own.rustOr, '?': own.rustQuestion },
  literals: [...nestedComments, long('"')],
  openers: { "'": character, '"': rustRaw },
  names: `as async await break const continue crate dyn else enum extern false fn impl in let loop
    macro_rules mod move mut pub ref return self Self static struct super trait true type union
    unsafe use where`,
  prose: 3,
  ...insideComments,
}

/**
 * Swift: if for while catch guard case && || ?; `??` counts nothing, as in lizard.
 * Otherwise: no case that an enumeration declares, no `T?`, `a?.b`, `try?`.
 */
const swift: GrammarParts = {
  words: {
    ...{ if: own.swiftWord, for: own.swiftWord, while: own.swiftWord, catch: own.swiftWord },
    ...{ guard: own.swiftWord, case: own.swiftCase },
  },
  signs: { ...andOr, '??': never, '?': rules.spacedChoice },
  literals: [
    ...[...nestedComments, long('"""', { code: '\\( )' })],
    ...[quoted('"', { code: '\\( )' }), quoted('`')],
  ],
  openers: { '"': swiftRaw },
  preprocessor: 'silent',
  ...insideComments,
}

/**
 * Scala: if for while catch case && ||.
 * Otherwise: no `case class`, no case of an enumeration, no `do` (its `while` counts), no `?`.
 */
const scala: GrammarParts = {
  words: { if: free, for: free, while: free, catch: free, case: own.scalaCase },
  signs: andOr,
  literals: [
    ...[...nestedComments, literal('"""', '"""', { overLines: true, ...dollarCode })],
    ...[quoted('"', dollarCode), quoted('`')],
  ],
  openers: { "'": character },
  ...insideComments,
}

/** Zig: if for while try catch and or orelse, and => of a switch's arm. */
const zig: GrammarParts = {
  words: {
    ...{ if: free, for: free, while: free, try: free, catch: free },
    ...{ and: free, or: free, orelse: free },
  },
  signs: { '=>': always },
  literals: [lineComment('//'), lineComment('\\\\'), quoted('"')],
  openers: { "'": character },
}

export const braceGrammars = {
  ...alike(['Go'], go),
  ...alike(['Rust'], rust),
  ...alike(['Swift'], swift),
  ...alike(['Scala'], scala),
  ...alike(['Zig'], zig),
}
