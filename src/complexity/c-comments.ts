import { block, lineComment } from './literal.js'

/** Comments as in C. */
export const comments = [lineComment('//'), block('/*', '*/')]

/** The same, where a block comment may hold others. */
export const nestedComments = [lineComment('//'), block('/*', '*/', { nests: true })]

/** What tells that a run begins inside such a comment. */
export const insideComments = { strayCloses: ['*/'], starComments: true }
