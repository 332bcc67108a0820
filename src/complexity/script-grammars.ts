/**
 * Languages without braces: which tokens decide. They are those lizard's reader of the language
 * counts [github.com/terryyin/lizard]; `Otherwise` says where we differ, and why.
 */
import { alike, type GrammarParts } from './grammar.js'
import type { Rule } from './line.js'
import { block, lineComment, literal, quoted } from './literal.js'
import { pythonCase, pythonNames, pythonStrings, tripleQuote } from './python.js'
import * as rules from './rules.js'
import * as openers from './script-openers.js'
import * as own from './script-rules.js'
import * as sqlRules from './sql-rules.js'

const { afterBlank, always, apart, atLineStart, free, parenthesis } = rules

const andOr = { '&&': always, '||': always }
const hashComment = lineComment('#', afterBlank)

/** Each of `words`, blanks between, by the same rule. */
function each(words: string, rule: Rule): Record<string, Rule> {
  return Object.fromEntries(words.split(' ').map((word) => [word, rule]))
}

/**
 * Python: if elif for while except finally and or, and the case of match; comprehensions and
 * conditional expressions by their words, in the code of an f-string too.
 * Cannot be told: prose of a docstring that nobody saw open and that has no two names in a row.
 */
const python: GrammarParts = {
  words: { ...each('if elif for while except finally and or', free), case: pythonCase },
  signs: {},
  literals: [lineComment('#'), ...pythonStrings],
  openers: { '"': tripleQuote, "'": tripleQuote },
  names: pythonNames,
  prose: 2,
  sentences: true,
  foreign: ['$', '?', '`', '&&', '||'],
}

/**
 * Ruby: if elsif until for while rescue ensure when and or && || ?.
 * Otherwise: unless counts; symbols, labels and members of these names do not.
 */
const ruby: GrammarParts = {
  words: each('if elsif unless until for while rescue ensure when and or', own.rubyWord),
  signs: { ...andOr, '?': own.rubyChoice },
  literals: [
    ...[hashComment, block('=begin', '=end', { alone: true, when: atLineStart })],
    ...[quoted('"', { code: '#{ }' }), quoted("'", { when: apart }), quoted('`', { code: '#{ }' })],
  ],
  openers: {
    '<': openers.rubyHeredoc,
    '/': openers.rubyRegex,
    '?': openers.rubyCharacter,
    '%': openers.rubyPercent,
  },
  names: `BEGIN END alias begin break class def defined do else end extend false in include module
    next nil not private public puts raise redo require retry return self super then true undef yield`,
  prose: 3,
}

/**
 * Shell (lizard has no reader): if elif for while until select && ||, and each pattern of a case but
 * `*)`. A word decides where a command may begin.
 * Strings end with their line: what awk or a test is given in one counts as code.
 */
const shell: GrammarParts = {
  words: each('if elif for while until select', own.commandPosition),
  signs: { ...andOr, ')': own.caseLabel },
  literals: [hashComment, quoted('"', { code: '$( )' }), literal("'", "'", { when: apart })],
  openers: { '<': openers.heredoc },
}

/**
 * SQL: if elsif elseif when while for and or, in any case of letters.
 * Otherwise: WHEN counts after EXIT and LOOP does not (lizard: the other way about); not the words of
 * BETWEEN AND, OR REPLACE, IF EXISTS, FOR UPDATE.
 */
const sql: GrammarParts = {
  words: {
    ...{ if: sqlRules.sqlIf, elsif: always, elseif: always, when: always },
    ...{ while: sqlRules.sqlWhile, for: sqlRules.sqlFor, and: sqlRules.sqlAnd, or: sqlRules.sqlOr },
  },
  signs: {},
  literals: [
    ...[lineComment('--'), block('/*', '*/')],
    ...["'", '"', '`'].map((mark) => literal(mark, mark)),
  ],
  ignoreCase: true,
  strayCloses: ['*/'],
  starComments: true,
}

/** Lua: if elseif for while until and or. */
const lua: GrammarParts = {
  words: each('if elseif for while until and or', free),
  signs: {},
  literals: [quoted('"'), quoted("'", { when: apart })],
  openers: { '-': openers.luaComment, '[': openers.luaLong },
  names: 'break do else end false function goto in local nil not repeat return then true',
  prose: 2,
}

/**
 * Perl: if elsif unless while until for foreach when && || ?.
 * Otherwise: and, or count; not do, given, default, `:` (lizard counts both halves of a choice).
 */
const perl: GrammarParts = {
  words: each('if elsif unless while until for foreach when and or', free),
  signs: { ...andOr, '?': rules.spacedChoice },
  literals: [
    ...[hashComment, quoted('"'), quoted("'", { when: apart })],
    ...['=pod', '=head', '=over', '=item', '=begin', '=for'].map((open) =>
      block(open, '=cut', { alone: true, when: atLineStart }),
    ),
  ],
  openers: { '<': openers.heredoc, '/': openers.slashRegex },
}

/** R: if for while repeat switch tryCatch try ifelse && || & |. */
const r: GrammarParts = {
  words: { ...each('if for while switch tryCatch try ifelse', parenthesis), repeat: free },
  signs: { ...andOr, '&': always, '|': always, '|>': rules.never },
  literals: [lineComment('#'), quoted('"'), quoted("'", { when: apart }), quoted('`')],
}

/** PowerShell (lizard has no reader): if elseif for foreach while until switch catch -and -or. */
const powerShell: GrammarParts = {
  words: {
    ...each('if elseif for foreach while until switch', parenthesis),
    ...{ catch: rules.blockOrParenthesis },
  },
  signs: each('-and -And -AND -or -Or -OR', always),
  literals: [block('<#', '#>'), hashComment, literal('"', '"'), literal("'", "'", { when: apart })],
  ignoreCase: true,
}

export const scriptGrammars = {
  ...alike(['Python', 'Starlark'], python),
  ...alike(['Ruby', 'Crystal'], ruby),
  ...alike(['Shell'], shell),
  ...alike(['SQL', 'PLSQL'], sql),
  ...alike(['Lua'], lua),
  ...alike(['Perl'], perl),
  ...alike(['R'], r),
  ...alike(['PowerShell'], powerShell),
}
