/**
 * Languages with braces whose conditions stand in parentheses: which tokens decide. They
 * are those lizard's reader of the language counts [github.com/terryyin/lizard]; `Otherwise` says
 * where we differ, and why. In code inside a string (`${}`, `\()`) we count, lizard does not.
 */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how these languages open code
import * as own from './brace-rules.js'
import { comments, insideComments, nestedComments } from './c-comments.js'
import { alike, type GrammarParts } from './grammar.js'
import { block, lineComment, literal, long, quoted } from './literal.js'
import * as rules from './rules.js'
import { phpHeredoc, slashRegex } from './script-openers.js'
import { character, cppRaw, cSharpVerbatim } from './string-openers.js'

const { always, apart, beginsStatement, blockOrParenthesis, never, parenthesis } = rules

const andOr = { '&&': always, '||': always }
const dollarCode = { code: '${ }' }

/** if for while catch, each with its parenthesis, and case. */
const cWords = {
  ...{ if: parenthesis, for: parenthesis, while: parenthesis, catch: parenthesis },
  case: beginsStatement,
}

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
  ...insideComments,
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
  ...insideComments,
}

/** C++: as C, with raw strings. */
const cPlusPlus: GrammarParts = { ...c, openers: { "'": character, '"': cppRaw } }

/** Java: if for while case catch && || ?. Otherwise: not the `?` of a wildcard. */
const java: GrammarParts = {
  words: cWords,
  signs: { ...andOr, '?': rules.wildcard },
  literals: [...comments, long('"""'), quoted('"')],
  openers: { "'": character },
  ...insideComments,
}

/** Groovy (lizard has no reader): as Java, and ?:. */
const groovy: GrammarParts = {
  words: cWords,
  signs: { ...andOr, '?:': always, '?': rules.choice },
  literals: [
    ...[...comments, long("'''"), long('"""', dollarCode)],
    ...[quoted("'", { when: apart }), quoted('"', dollarCode)],
  ],
  ...insideComments,
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
  ...insideComments,
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
  ...insideComments,
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
  ...insideComments,
  strayCloses: ['*/', '<?'],
}

/** Dart (lizard has no reader): if for while case catch && || ?? ?. Not `?.`, `?[`, `T?`. */
const dart: GrammarParts = {
  words: cWords,
  signs: { ...andOr, '??': always, '?': rules.spacedChoice },
  literals: [
    ...[...nestedComments, long("'''", dollarCode), long('"""', dollarCode)],
    ...[quoted("'", { ...dollarCode, when: apart }), quoted('"', dollarCode)],
  ],
  ...insideComments,
}

/** Solidity: if for while && || ?. */
const solidity: GrammarParts = {
  words: { if: parenthesis, for: parenthesis, while: parenthesis },
  signs: { ...andOr, '?': rules.choice },
  literals: [...comments, quoted('"'), quoted("'", { when: apart })],
  ...insideComments,
}

export const parenthesisGrammars = {
  ...alike(['JavaScript', 'TypeScript', 'ActionScript'], javaScript),
  ...alike(['C', 'D', 'GLSL', 'Objective-C'], c),
  ...alike(['C++', 'Cuda'], cPlusPlus),
  ...alike(['Java'], java),
  ...alike(['Groovy', 'Gradle'], groovy),
  ...alike(['C#'], cSharp),
  ...alike(['Kotlin'], kotlin),
  ...alike(['PHP'], php),
  ...alike(['Dart'], dart),
  ...alike(['Solidity'], solidity),
}
