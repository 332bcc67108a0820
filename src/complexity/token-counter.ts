import { byteClass, classes, isWordByte, wordEnd } from './byte-classes.js'
import { goesOnComment, pairAt, startsWith } from './literals.js'
import { OpenLiterals } from './open-literals.js'
import { directive } from './preprocessor.js'
import { ProseJudge } from './prose-judge.js'
import type { Line, Literal, TokenGrammar } from './token-grammar.js'
import { tripleEnd } from './triple-quotes.js'
import { skipBlanks } from './word-rules.js'

const [star, carriageReturn] = [42, 13]
const commentEnd = Buffer.from('*/')
const prompt = Buffer.from('>>>')

/**
 * Counts decision points in a run of lines that stand together in one version of a file, on bytes, by
 * the tables of a grammar. What a literal holds is skipped. A run may begin inside a literal nobody
 * saw open: a close without an open takes back what was counted before it, lines that are prose count
 * nothing (languages that have `prose`), and a bare triple quote is judged when the run has ended.
 */
export class TokenCounter {
  #count = 0
  #countAtClose = 0
  #countAtLine = 0
  readonly #open = new OpenLiterals()
  #macro = false
  /** The open triple quote may have been a close: what its lines would count as code. */
  #doubt: number | null = null
  readonly #line: Line = { bytes: Buffer.alloc(0), start: 0, end: 0 }
  readonly #prose: ProseJudge

  constructor(private readonly grammar: TokenGrammar) {
    this.#prose = new ProseJudge(grammar.prose)
  }

  /** Ends the run: its decision points; the next line begins another. */
  take(): number {
    const count = this.#count + (this.#open.current === null ? 0 : (this.#doubt ?? 0))
    this.#count = this.#countAtClose = this.#countAtLine = 0
    this.#doubt = null
    this.#open.reset()
    this.#macro = false
    this.#prose.run()
    return count
  }

  /** Reads one line, without its line feed. */
  line(bytes: Buffer, start: number, lineEnd: number): void {
    const end = lineEnd > start && bytes[lineEnd - 1] === carriageReturn ? lineEnd - 1 : lineEnd
    this.#line.bytes = bytes
    this.#line.start = start
    this.#line.end = end
    let index = skipBlanks(bytes, start, end)
    const literal = this.#open.current
    if (literal?.alone) {
      this.#alone(literal, index)
      return
    }
    if (this.#open.none) {
      if (this.grammar.preprocessor && this.#directive(index)) return
      if (this.grammar.starComments && goesOnComment(bytes, index, end)) {
        const close = pairAt(bytes, index, end, '*/')
        if (close === null) return
        this.#takeBack()
        index = close + 2
      }
    }
    const doubted = this.#doubt !== null
    this.#read(index)
    if (doubted && this.#open.current) this.#readInDoubt(this.#open.current, index)
  }

  #read(from: number): void {
    const { bytes, end } = this.#line
    this.#countAtLine = this.#count
    this.#prose.line(this.#open.current === null && startsWith(bytes, from, end, prompt))
    let index = from
    while (index < end) {
      const literal = this.#open.current
      index = literal
        ? this.#open.within(literal, bytes, index, end, this.#onClose)
        : this.#code(index)
    }
    const cut = this.#open.endLine(bytes, end)
    this.#prose.leftOpen(cut)
    if (this.#prose.judge()) this.#count = this.#countAtLine
  }

  /** A literal has ended that nobody saw open: what seemed code was its content. */
  #takeBack(): void {
    this.#count = this.#countAtLine = this.#countAtClose
  }

  /** The line stands in a string, or in code if the quotes before it were the end of one. */
  #readInDoubt(literal: Literal, from: number): void {
    const [doubt, count, atClose] = [this.#doubt ?? 0, this.#count, this.#countAtClose]
    this.#open.reset()
    this.#doubt = null
    this.#read(from)
    // Prose settles it: a string.
    this.#doubt = this.#prose.seen ? null : doubt + this.#count - count
    this.#count = count
    this.#countAtClose = atClose
    this.#open.reset()
    this.#open.current = literal
  }

  #alone(literal: Literal, index: number): void {
    const { bytes, end } = this.#line
    if (!startsWith(bytes, index, end, literal.close)) return
    const past = index + literal.close.length
    if (past < end && isWordByte(bytes[past]!)) return
    this.#open.current = null
    this.#read(past)
  }

  #directive(index: number): boolean {
    const found = directive(this.#line, index, this.#macro)
    if (found?.decides) this.#count++
    this.#macro = found?.goesOn ?? false
    return found !== null
  }

  readonly #onClose = (literal: Literal): void => {
    this.#doubt = null
    if (literal.carries) this.#countAtClose = this.#count
  }

  /** One token of code. */
  #code(index: number): number {
    const { bytes, end } = this.#line
    const byte = bytes[index]!
    const kind = classes[byte]!
    if (kind === byteClass.blank) return index + 1
    const literal = this.#opens(byte, index)
    if (literal !== -1) return literal
    if (kind === byteClass.word) return this.#word(index)
    this.#prose.sign(byte, index)
    if (kind === byteClass.digit) return wordEnd(bytes, index, end)
    if (byte === star && this.grammar.starComments && startsWith(bytes, index, end, commentEnd)) {
      this.#takeBack()
      return index + 2
    }
    this.#open.bracket(byte)
    return this.#sign(byte, index)
  }

  /** Past the opening of a literal that begins here, or -1. */
  #opens(byte: number, index: number): number {
    const { bytes, end } = this.#line
    const opener = this.grammar.openers[byte]
    const opened = opener ? opener(this.#line, index) : null
    if (opened) {
      this.#prose.sign(0, 0)
      this.#open.open(opened)
      return opened.past
    }
    for (const literal of this.grammar.literals[byte] ?? []) {
      const past = index + literal.open.length
      if (!startsWith(bytes, index, end, literal.open)) continue
      if (literal.when && !literal.when(this.#line, index, past)) continue
      this.#prose.literal(literal, bytes, index)
      if (!literal.triple) this.#open.current = literal
      else this.#triple(literal, index, past)
      return past
    }
    return -1
  }

  #triple(literal: Literal, index: number, past: number): void {
    const side = tripleEnd(literal, this.#line, index, past, this.#prose.suspects)
    if (side === 'close') {
      this.#takeBack()
      this.#prose.run()
      return
    }
    this.#open.current = literal
    if (side === 'unclear' && this.grammar.prose) this.#doubt = 0
  }

  #word(start: number): number {
    const { bytes, end } = this.#line
    const past = wordEnd(bytes, start, end)
    const word = this.grammar.words.find(bytes, start, past)
    if (word?.rule?.(this.#line, start, past)) this.#count++
    this.#prose.word(word !== undefined, past)
    return past
  }

  #sign(byte: number, index: number): number {
    const sign = this.grammar.signs[byte]
    if (!sign) return index + 1
    const { bytes, end } = this.#line
    if (sign.double !== undefined && index + 1 < end && bytes[index + 1] === byte) {
      if (sign.double?.(this.#line, index, index + 2)) this.#count++
      return index + 2
    }
    if (sign.single?.(this.#line, index, index + 1)) this.#count++
    return index + 1
  }
}
