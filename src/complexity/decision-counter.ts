import { byteClass, classes, isWordByte } from './byte-classes.js'
import type { Grammar } from './grammars.js'
import { pairAt, regexEnd, stringEnd } from './literals.js'
import { decides, optionalMark, skipBlanks, wordsBeforeRegex } from './word-rules.js'

const [backQuote, dollar, openBrace, closeBrace] = [96, 36, 123, 125]
const [slash, star, backslash, question, less, greater] = [47, 42, 92, 63, 60, 62]

/**
 * Counts decision points in a run of lines that stand together in one version of a file, on bytes.
 * What a comment, string, template or regular expression holds is skipped; comments and templates
 * may go on over lines. A run may begin inside a comment nobody saw open: lines that begin with a
 * star are taken for one, and a close without an open takes back what was counted before it.
 */
export class DecisionCounter {
  #count = 0
  #countAtClose = 0
  #inComment = false
  #inTemplate = false
  /** For each `${` that is open: how many braces were open before it. */
  #templates: number[] = []
  #braces = 0
  /** A value stands before: a slash divides. */
  #afterValue = false
  /** The last word of the line; some words are no value. */
  #wordStart = 0
  #wordEnd = 0

  constructor(private readonly grammar: Grammar) {}

  /** Ends the run: its decision points; the next line begins another. */
  take(): number {
    const count = this.#count
    this.#count = this.#countAtClose = this.#braces = 0
    this.#inComment = this.#inTemplate = this.#afterValue = false
    this.#templates = []
    return count
  }

  /** Reads one line, without its line feed. */
  line(bytes: Buffer, start: number, end: number): void {
    let index = skipBlanks(bytes, start, end)
    this.#wordEnd = -1
    if (!this.#inComment && !this.#inTemplate && goesOnComment(bytes, index, end)) {
      const close = pairAt(bytes, index, end, '*/')
      if (close === null) return
      this.#count = this.#countAtClose
      index = close + 2
    }
    while (index < end) {
      if (this.#inComment) index = this.#comment(bytes, index, end)
      else if (this.#inTemplate) index = this.#template(bytes, index, end)
      else index = this.#code(bytes, index, end)
    }
  }

  #comment(bytes: Buffer, index: number, end: number): number {
    const close = pairAt(bytes, index, end, '*/')
    if (close === null) return end
    this.#inComment = false
    this.#countAtClose = this.#count
    return close + 2
  }

  #template(bytes: Buffer, start: number, end: number): number {
    for (let index = start; index < end; index++) {
      const byte = bytes[index]
      if (byte === backslash) index++
      else if (byte === backQuote) {
        this.#inTemplate = false
        this.#afterValue = true
        return index + 1
      } else if (byte === dollar && bytes[index + 1] === openBrace) {
        this.#inTemplate = false
        this.#templates.push(this.#braces)
        this.#afterValue = false
        return index + 2
      }
    }
    return end
  }

  /** One token of code. */
  #code(bytes: Buffer, index: number, end: number): number {
    const byte = bytes[index]!
    switch (classes[byte]) {
      case byteClass.blank:
        return index + 1
      case byteClass.word:
      case byteClass.digit:
        return this.#word(bytes, index, end)
      case byteClass.quote:
        // In the text of JSX an apostrophe follows a letter; a string never does.
        if (byte === 39 && index > 0 && isWordByte(bytes[index - 1]!)) return index + 1
        this.#afterValue = true
        return stringEnd(bytes, index + 1, end, byte)
      case byteClass.slash:
        return this.#slash(bytes, index, end)
      case byteClass.operator:
        return this.#operator(bytes, index, end)
      default:
        return this.#punctuation(bytes, index, end, byte)
    }
  }

  #word(bytes: Buffer, start: number, end: number): number {
    let index = start + 1
    while (index < end && isWordByte(bytes[index]!)) index++
    if (decides(this.grammar, bytes, start, index, end)) this.#count++
    this.#afterValue = true
    this.#wordStart = start
    this.#wordEnd = index
    return index
  }

  #slash(bytes: Buffer, index: number, end: number): number {
    const next = bytes[index + 1]
    if (index + 1 < end && next === slash) return end
    if (index + 1 < end && next === star) {
      this.#inComment = true
      return index + 2
    }
    const closesTag = bytes[index - 1] === less || next === greater
    const afterValue = this.#afterValue && !this.#followsRegexWord(bytes, index)
    const regex = this.grammar.regexes && !afterValue && !closesTag
    const close = regex ? regexEnd(bytes, index + 1, end) : null
    this.#afterValue = close !== null
    return close ?? index + 1
  }

  #followsRegexWord(bytes: Buffer, index: number): boolean {
    if (this.#wordEnd === -1 || skipBlanks(bytes, this.#wordEnd, index) !== index) return false
    return wordsBeforeRegex.has(bytes.toString('latin1', this.#wordStart, this.#wordEnd))
  }

  #operator(bytes: Buffer, index: number, end: number): number {
    this.#afterValue = false
    const byte = bytes[index]!
    if (index + 1 < end && bytes[index + 1] === byte) {
      if (this.grammar.doubled.includes(byte)) this.#count++
      return index + 2
    }
    if (byte === question && this.grammar.ternary && !optionalMark(bytes, index, end)) this.#count++
    return index + 1
  }

  #punctuation(bytes: Buffer, index: number, end: number, byte: number): number {
    this.#afterValue = classes[byte] === byteClass.closed
    if (byte === backQuote && this.grammar.templates) this.#inTemplate = true
    else if (byte === openBrace) this.#braces++
    else if (byte === closeBrace) this.#closeBrace()
    else if (byte === star && bytes[index + 1] === slash && index + 1 < end) {
      this.#count = this.#countAtClose
      return index + 2
    }
    return index + 1
  }

  #closeBrace(): void {
    if (this.#templates.at(-1) === this.#braces) {
      this.#templates.pop()
      this.#inTemplate = true
    } else this.#braces--
  }
}

/** A line that begins as the inner lines of a block comment do. */
function goesOnComment(bytes: Buffer, index: number, end: number): boolean {
  if (index >= end || bytes[index] !== star) return false
  const next = bytes[index + 1] ?? 0
  return index + 1 === end || next === slash || next === star || classes[next] === byteClass.blank
}
