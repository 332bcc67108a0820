/**
 * Languages without braces. Decision tokens are those of lizard 1.24's readers
 * (github.com/terryyin/lizard, lizard_languages/<name>.py); where we count otherwise, it says so.
 */
import * as own from './language-rules.js'
import * as kinds from './literal-kinds.js'
import { heredoc, luaComment, luaLongString, rubyPercent, rubyRegex } from './raw-literals.js'
import { type GrammarParts, type Rule, tokenGrammar } from './token-grammar.js'
import { always, byteBefore, free } from './token-rules.js'

/** `a` to `A` and back: every way to write a prefix. */
function spellings(prefix: string): string[] {
  if (prefix === '') return ['']
  const [first, others] = [prefix[0]!, spellings(prefix.slice(1))]
  return others.flatMap((other) => [first + other, first.toUpperCase() + other])
}

const formatted = ['f', 'rf', 'fr'].flatMap(spellings)

/**
 * Python (python.py): if elif for while except finally and or, and case of match; in the code of an
 * f-string too. Comprehensions and conditional expressions count by their words.
 * Cannot be told: a docstring whose quotes are not in the hunk; a line counts nothing where it is no
 * Python (prose-judge.ts), so one or two words of prose with an `if` or `or` between may count.
 */
const python: GrammarParts = {
  words: {
    ...{ if: free, elif: free, for: free, while: free, except: free, finally: free },
    ...{ and: free, or: free, case: own.pythonCase },
  },
  keywords:
    `False None True as assert async await break class continue def del else from global import
    in is lambda nonlocal not pass raise return try with yield match type print exec
    cdef cpdef ctypedef`.replace(/\s+/g, ' '),
  signs: {},
  literals: [
    kinds.lineComment('#'),
    ...['"', "'"].flatMap((quote) => [
      kinds.quoted(quote),
      kinds.tripled(quote.repeat(3)),
      ...formatted.map((prefix) => kinds.quoted(prefix + quote, { code: ['{', '}'] })),
      ...formatted.map((prefix) => kinds.tripled(prefix + quote.repeat(3), { code: ['{', '}'] })),
    ]),
  ],
  prose: { wordsInRow: 2, strict: true },
}

/** Column 0, as `=begin` asks for. */
const atLineStart: Rule = (line, start) => start === line.start

/**
 * Ruby (ruby.py, rubylike.py): if elsif until for while rescue ensure when and or && || ?.
 * Otherwise: unless counts; symbols (:if), labels (if:) and members (.or) do not.
 * Cannot be told: a heredoc whose beginning is not in the hunk, but where three names stand in a row.
 */
const ruby: GrammarParts = {
  words: Object.fromEntries(
    'if elsif unless until for while rescue ensure when and or'
      .split(' ')
      .map((word) => [word, own.rubyWord]),
  ),
  keywords:
    `BEGIN END alias begin break case class def defined do else end false in module next nil not
    redo retry return self super then true undef yield puts raise include extend require`.replace(
      /\s+/g,
      ' ',
    ),
  signs: { '&&': always, '||': always, '?': own.rubyChoice },
  literals: [
    kinds.lineComment('#'),
    kinds.quoted('"', { code: ['#{', '}'] }),
    kinds.quoted("'"),
    kinds.quoted('`', { code: ['#{', '}'] }),
    kinds.block('=begin', '=end', { alone: true, when: atLineStart }),
  ],
  openers: { '<': heredoc, '/': rubyRegex, '%': rubyPercent },
  prose: { wordsInRow: 3, strict: false },
}

/** A `#` inside a word begins no comment. */
const apart: Rule = (line, start) =>
  byteBefore(line, start) === 0 || ' \t;('.includes(String.fromCharCode(line.bytes[start - 1]!))

/**
 * Shell (lizard has no reader): if elif for while until select && ||, and each pattern of a case but
 * `*)`. A word decides where a command may begin.
 * Cannot be told: strings over lines (their lines count as code, and an awk or test script in one
 * does decide); heredocs whose beginning is not in the hunk; `word)` that ends an array.
 */
const shell: GrammarParts = {
  words: Object.fromEntries(
    'if elif for while until select'.split(' ').map((word) => [word, own.commandPosition]),
  ),
  signs: { '&&': always, '||': always, ')': own.caseLabel },
  literals: [
    kinds.lineComment('#', { when: apart }),
    kinds.quoted('"', { code: ['$(', ')'] }),
    kinds.quoted("'", { escape: false }),
  ],
  openers: { '<': heredoc },
}

/**
 * SQL (plsql.py): if elsif when while for loop and or, in any case of letters; not END IF, EXIT WHEN.
 * Otherwise: elseif counts; BETWEEN's and, OR REPLACE, IF EXISTS, FOR UPDATE and the like do not.
 * Cannot be told: a LOOP that begins its line from the one of a FOR on the line before; it counts.
 */
const sql: GrammarParts = {
  words: {
    ...{ if: own.sqlIf, elsif: always, elseif: always, when: own.sqlWhen, while: own.notEnding },
    ...{ for: own.sqlFor, loop: own.sqlLoop, and: own.sqlAnd, or: own.sqlOr },
  },
  ignoreCase: true,
  signs: {},
  literals: [
    kinds.lineComment('--'),
    kinds.slashStar,
    kinds.block("'", "'", { doubled: true }),
    ...['"', '`'].map((quote) => kinds.quoted(quote, { escape: false })),
  ],
}

/**
 * Lua (lua.py, rubylike.py): if elseif for while until and or.
 * Cannot be told: long strings and comments whose brackets are not in the hunk, but where two names
 * stand in a row.
 */
const lua: GrammarParts = {
  words: Object.fromEntries(
    'if elseif for while until and or'.split(' ').map((word) => [word, free]),
  ),
  keywords: 'break do else end false function goto in local nil not repeat return then true',
  signs: {},
  literals: [kinds.quoted('"'), kinds.quoted("'")],
  openers: { '-': luaComment, '[': luaLongString },
  prose: { wordsInRow: 2, strict: false },
}

/** By the names `languages.ts` gives. */
export const scriptGrammars = {
  Lua: tokenGrammar(lua),
  PLSQL: tokenGrammar(sql),
  Python: tokenGrammar(python),
  Ruby: tokenGrammar(ruby),
  SQL: tokenGrammar(sql),
  Shell: tokenGrammar(shell),
}
