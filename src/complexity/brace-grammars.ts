/**
 * Languages with braces: which tokens decide. They are those lizard's reader of the language counts
 * [github.com/terryyin/lizard]; `Otherwise` says where we differ, and why.
 * In code inside a string (`${}`, `\()`) we count, lizard does not.
 */
import * as own from './brace-rules.js'
import { type GrammarParts, grammar } from './grammar.js'
import { block, lineComment, literal, long, quoted } from './literal.js'
import * as rules from './rules.js'
import { phpHeredoc, slashRegex } from './script-openers.js'
import { character, cppRaw, cSharpVerbatim, rustRaw, swiftRaw } from './string-openers.js'

const { always, apart, beginsStatement, blockOrParenthesis, free, never, parenthesis } = rules

const andOr = { '&&': always, '||': always }
const comments = [lineComment('//'), block('/*', '*/')]
const nestedComments = [lineComment('//'), block('/*', '*/', { nests: true })]
const inComments = { strayClose: '*/', starComments: true }
const dollarCode = { code: '${ }' }

/** if for while catch, each with its parenthesis, and case. */
const cWords = {
  ...{ if: parenthesis, for: parenthesis, while: parenthesis, catch: parenthesis },
  case: beginsStatement,
}

/** The same without parentheses. */
const bareWords = { if: free, for: free, while: free, catch: free, case: beginsStatement }

/**
 * JavaScript, TypeScript, JSX: if for while case catch && || ?? ?.
 * Otherwise: `??` is one decision (lizard: two); `?.` and a mark of the optional are none; what JSX
 * says between its tags is prose.
 */
const javaScript: GrammarParts = {
  words: { ...cWords, for: own.forAwait, catch: blockOrParenthesis },
  signs: { ...andOr, '??': always, '?': rules.choice },
  literals: [...comments, ...[quoted('"'), quoted("'", { when: apart }), long('`', dollarCode)]],
  openers: { '/': slashRegex },
  ...inComments,
}

/**
 * C, Objective-C: if for while case catch && || ?, and #if #ifdef #elif; macros count nothing.
 * Otherwise: `T&&` is a reference wherever it stands (lizard: where `=` follows it).
 */
const c: GrammarParts = {
  words: cWords,
  signs: { '&&': rules.betweenValues, '||': always, '?': rules.choice },
  literals: [...comments, quoted('"')],
  openers: { "'": character },
  preprocessor: 'decides',
  ...inComments,
}

/** C++: as C, with raw strings. */
const cPlusPlus: GrammarParts = { ...c, openers: { "'": character, '"': cppRaw } }

/** Java: if for while case catch && || ?. Otherwise: not the `?` of a wildcard. */
const java: GrammarParts = {
  words: cWords,
  signs: { ...andOr, '?': rules.wildcard },
  literals: [...comments, long('"""'), quoted('"')],
  openers: { "'": character },
  ...inComments,
}

/** Groovy (lizard has no reader): as Java, and ?:. */
const groovy: GrammarParts = {
  words: cWords,
  signs: { ...andOr, '?:': always, '?': rules.choice },
  literals: [
    ...[...comments, long("'''"), long('"""', dollarCode)],
    ...[quoted("'", { when: apart }), quoted('"', dollarCode)],
  ],
  ...inComments,
}

/**
 * C#: if for while case catch && || ? ??, and #if #elif.
 * Otherwise: foreach counts; `?.`, `?[` and `T?` do not.
 */
const cSharp: GrammarParts = {
  words: { ...cWords, foreach: parenthesis, catch: blockOrParenthesis },
  signs: { ...andOr, '??': always, '?': rules.spacedChoice },
  literals: [
    ...comments,
    ...[quoted('"', { code: '{ }', codeDoubled: true, when: rules.afterDollar }), quoted('"')],
  ],
  openers: { "'": character, '"': cSharpVerbatim },
  preprocessor: 'decides',
  ...inComments,
}

/** Kotlin: if for while catch && || ?:, and the arms of when but else (lizard: its arms less one). */
const kotlin: GrammarParts = {
  words: { if: parenthesis, for: parenthesis, while: parenthesis, catch: parenthesis },
  signs: { ...andOr, '?:': always, '->': own.whenArrow },
  literals: [
    ...[...nestedComments, literal('"""', '"""', { overLines: true, ...dollarCode })],
    ...[quoted('"', dollarCode), quoted('`')],
  ],
  openers: { "'": character },
  ...inComments,
}

/** Go: if for case && ||; a case of select counts too. */
const go: GrammarParts = {
  words: { if: free, for: free, case: beginsStatement },
  signs: andOr,
  literals: [...comments, quoted('"'), literal('`', '`', { overLines: true })],
  openers: { "'": character },
  names: `break chan const continue default defer else fallthrough func go goto import interface
    map package range return select struct switch type var`,
  prose: 3,
  ...inComments,
}

/**
 * Rust: if for while match && || ?.
 * Otherwise: no `where`, no `for` of `impl A for B`, no `||` of a closure, no `&&a` of references, no
 * `?Sized`.
 */
const rust: GrammarParts = {
  words: { if: free, while: free, match: free, for: own.rustFor },
  signs: { '&&': rules.betweenValues, '||': own.rustOr, '?': own.rustQuestion },
  literals: [...nestedComments, long('"')],
  openers: { "'": character, '"': rustRaw },
  ...inComments,
}

/**
 * Swift: if for while catch guard case && || ?; `??` counts nothing, as in lizard.
 * Otherwise: no case that an enumeration declares, no `T?`, `a?.b`, `try?`.
 */
const swift: GrammarParts = {
  words: { if: free, for: free, while: free, catch: free, guard: free, case: own.swiftCase },
  signs: { ...andOr, '??': never, '?': rules.spacedChoice },
  literals: [
    ...[...nestedComments, long('"""', { code: '\\( )' })],
    ...[quoted('"', { code: '\\( )' }), quoted('`')],
  ],
  openers: { '"': swiftRaw },
  preprocessor: 'silent',
  ...inComments,
}

/**
 * Scala: if for while catch case && ||.
 * Otherwise: no `case class`, no case of an enumeration, no `do` (its `while` counts), no `?`.
 */
const scala: GrammarParts = {
  words: { ...bareWords, case: own.scalaCase },
  signs: andOr,
  literals: [
    ...[...nestedComments, literal('"""', '"""', { overLines: true, ...dollarCode })],
    ...[quoted('"', dollarCode), quoted('`')],
  ],
  openers: { "'": character },
  ...inComments,
}

/**
 * PHP: if elseif for foreach while catch match case && || ?; not ??, ?->, ?:.
 * Otherwise: no `?int` of a type, no method named match, and the arms of a match (lizard adds them
 * less one) cannot be told from the pairs of an array.
 */
const php: GrammarParts = {
  words: { ...cWords, elseif: parenthesis, foreach: parenthesis, match: own.phpWord },
  signs: { ...andOr, '??': never, '?->': never, '?:': never, '?': own.phpChoice },
  literals: [
    ...[block('?>', '<?'), lineComment('//'), lineComment('#', own.phpComment), comments[1]!],
    ...[quoted("'", { when: apart }), quoted('"')],
  ],
  openers: { '<': phpHeredoc },
  ...inComments,
}

/** Dart (lizard has no reader): if for while case catch && || ?? ?. Not `?.`, `?[`, `T?`. */
const dart: GrammarParts = {
  words: cWords,
  signs: { ...andOr, '??': always, '?': rules.spacedChoice },
  literals: [
    ...[...nestedComments, long("'''", dollarCode), long('"""', dollarCode)],
    ...[quoted("'", { ...dollarCode, when: apart }), quoted('"', dollarCode)],
  ],
  ...inComments,
}

/** Solidity: if for while && || ?. */
const solidity: GrammarParts = {
  words: { if: parenthesis, for: parenthesis, while: parenthesis },
  signs: { ...andOr, '?': rules.choice },
  literals: [...comments, quoted('"'), quoted("'", { when: apart })],
  ...inComments,
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

/** By the names `language-table.ts` gives. */
export const braceGrammars = {
  ActionScript: grammar(javaScript),
  C: grammar(c),
  'C#': grammar(cSharp),
  'C++': grammar(cPlusPlus),
  Cuda: grammar(cPlusPlus),
  D: grammar(c),
  Dart: grammar(dart),
  GLSL: grammar(c),
  Go: grammar(go),
  Gradle: grammar(groovy),
  Groovy: grammar(groovy),
  Java: grammar(java),
  JavaScript: grammar(javaScript),
  Kotlin: grammar(kotlin),
  'Objective-C': grammar(c),
  PHP: grammar(php),
  Rust: grammar(rust),
  Scala: grammar(scala),
  Solidity: grammar(solidity),
  Swift: grammar(swift),
  TypeScript: grammar(javaScript),
  Zig: grammar(zig),
}
