/**
 * Languages with braces and block comments. Decision tokens are those of lizard 1.24's readers
 * (github.com/terryyin/lizard, lizard_languages/<name>.py); where we count otherwise, it says so.
 * In code inside a string (`${}`, `\()`, `{}`) we count, lizard does not.
 * From a line alone cannot be told what stands in a comment or string over lines whose beginning is
 * not in the hunk, but for the signs token-counter.ts looks for.
 */
import * as literals from './c-family-literals.js'
import * as own from './language-rules.js'
import { cppRawString, rustRawString, swiftRawString } from './raw-literals.js'
import { type GrammarParts, type Rule, tokenGrammar } from './token-grammar.js'
import * as rules from './token-rules.js'

const { always, beginsStatement, blockOrParenthesis, free, parenthesis, unlabelled } = rules
const never: Rule = () => false
const andOr = { '&&': always, '||': always }

/** if, for, while, catch with their parentheses, and case. */
const cWords = {
  if: parenthesis,
  for: parenthesis,
  while: parenthesis,
  catch: parenthesis,
  case: beginsStatement,
}

/** For the languages that ask for no parentheses. */
const freeWords = { if: free, for: free, while: free, catch: free }

/**
 * C (clike.py): if for while catch case && || ?, and #if #ifdef #elif; macros count nothing.
 * Otherwise: `T&&` is a reference, not an `and`, wherever it stands (lizard: where `=` follows).
 * Cannot be told: the last line of a macro whose other lines are not in the hunk.
 */
const c: GrammarParts = {
  words: cWords,
  signs: { '&&': rules.betweenValues, '||': always, '?': rules.choice },
  literals: literals.cLiterals,
  starComments: true,
  preprocessor: true,
}
const cpp = {
  ...c,
  openers: { R: cppRawString, u: cppRawString, U: cppRawString, L: cppRawString },
}

/** Java (java.py, clike.py): if for while catch case && || ?. Otherwise: no wildcard `<?>`. */
const java: GrammarParts = {
  words: cWords,
  signs: { ...andOr, '?': rules.choice },
  literals: literals.javaLiterals,
  starComments: true,
}

/**
 * C# (csharp.py): if for while catch case && || ? ??, and #if #elif. Otherwise: foreach counts; `?.`,
 * `?[` and `T?` do not. Cannot be told: nothing more.
 */
const cSharp: GrammarParts = {
  words: { ...cWords, foreach: parenthesis, catch: blockOrParenthesis },
  signs: { ...andOr, '??': always, '?': rules.spacedChoice },
  literals: literals.cSharpLiterals,
  starComments: true,
  preprocessor: true,
}

/**
 * Kotlin (kotlin.py): if for while catch && || ?:, and the arms of when but else (lizard: arms - 1).
 * Cannot be told: whether `a ->` that begins a line is an arm or the parameters of a lambda opened
 * on the line before; it counts as an arm.
 */
const kotlin: GrammarParts = {
  words: { if: parenthesis, for: parenthesis, while: parenthesis, catch: parenthesis },
  signs: { ...andOr, '?': own.elvis, '-': own.whenArrow },
  literals: literals.kotlinLiterals,
  starComments: true,
}

/** Go (go.py, code_reader.py): if for case && ||; a select's case counts too. */
const go: GrammarParts = {
  words: { if: free, for: free, case: beginsStatement },
  keywords:
    `chan func map struct interface return var const type package import go defer range switch
    select else break continue fallthrough default goto`.replace(/\s+/g, ' '),
  signs: andOr,
  literals: literals.goLiterals,
  starComments: true,
  prose: { wordsInRow: 3, strict: false },
}

/**
 * Rust (rust.py): if for while match && || ?. Otherwise: no `where`, no `for` of `impl A for B` nor of
 * `for<'a>`, no `?Sized`, no `&&x` of references, no `||` of a closure without parameters.
 * Cannot be told: a closure `|| x` that begins a line counts as an `or`.
 */
const rust: GrammarParts = {
  words: { if: free, while: free, match: free, for: own.rustFor },
  signs: { '&&': own.rustAnd, '||': own.rustOr, '?': own.rustQuestion },
  literals: literals.rustLiterals,
  openers: { r: rustRawString, b: rustRawString, c: rustRawString },
  starComments: true,
}

/**
 * Swift (swift.py): if for while catch guard case && || ?. Otherwise: no case that an enumeration
 * declares, no `T?`, `a?.b`, `try?`. `??` counts nothing, as in lizard.
 * Cannot be told: a case of an enumeration with a colon on its line, outside parentheses.
 */
const swift: GrammarParts = {
  words: {
    ...{ if: unlabelled, for: unlabelled, while: unlabelled, catch: unlabelled },
    ...{ guard: unlabelled, case: own.swiftCase },
  },
  signs: { ...andOr, '??': never, '?': rules.spacedChoice },
  literals: literals.swiftLiterals,
  openers: { '#': swiftRawString },
  starComments: true,
}

/**
 * Scala (scala.py): if for while catch case && ||. Otherwise: no `case class`, no case that an
 * enumeration declares, no `do` (its `while` counts), no `?`.
 * Cannot be told: a pattern whose `=>` stands on a later line, unless `|`, `(` or `,` ends its line.
 */
const scala: GrammarParts = {
  words: { ...freeWords, case: own.scalaCase },
  signs: andOr,
  literals: literals.scalaLiterals,
  starComments: true,
}

/**
 * PHP (php.py): if elseif for foreach while catch match case && || ?; not ??, ?->, ?:. Otherwise: no
 * `?int` of a type, no member named `->match`.
 * Cannot be told: the arms of a match (lizard counts them) from the pairs of an array; a page's text
 * from code, but where the line begins with a tag or stands after `?>`.
 */
const php: GrammarParts = {
  words: { ...cWords, elseif: parenthesis, foreach: parenthesis, match: parenthesis },
  signs: { ...andOr, '??': never, '?': own.phpChoice },
  literals: literals.phpLiterals,
  openers: { '<': literals.phpAngle },
  starComments: true,
}

/** Dart (lizard has no reader; as its C-like ones, with ?? as in C#): if for while catch case && || ? ??. */
const dart: GrammarParts = {
  words: cWords,
  signs: { ...andOr, '??': always, '?': rules.spacedChoice },
  literals: literals.dartLiterals,
  starComments: true,
}

/** By the names `languages.ts` gives. */
export const cFamilyGrammars = {
  C: tokenGrammar(c),
  'C#': tokenGrammar(cSharp),
  'C++': tokenGrammar(cpp),
  Cuda: tokenGrammar(cpp),
  Dart: tokenGrammar(dart),
  Go: tokenGrammar(go),
  Java: tokenGrammar(java),
  Kotlin: tokenGrammar(kotlin),
  'Objective-C': tokenGrammar(c),
  PHP: tokenGrammar(php),
  Rust: tokenGrammar(rust),
  Scala: tokenGrammar(scala),
  Swift: tokenGrammar(swift),
}
