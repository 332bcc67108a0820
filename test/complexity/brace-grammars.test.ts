// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code of other languages is the data here
import { describe, expect, it } from 'vitest'
import { decisionPoints } from '../support/decision-points.js'

const shared: [string, number][] = [
  ['if a && b || c {', 3],
  ['} else if a {', 1],
  ['for a in b {', 1],
  ['// if a && b {', 0],
  ['a() // if b', 0],
  ['a /* if b */ && c', 1],
  [' * if a then b && c', 0],
  ['"if a && b"', 0],
  ['"\\" && if a"', 0],
  ['iffy(a); meanwhile(b); x.if.format(c)', 0],
  ['', 0],
]

const tables: Record<string, [string, number][]> = {
  Go: [
    ['for i := 0; i < n; i++ {', 1],
    ['for {', 1],
    ['if err := f(); err != nil {', 1],
    ['case x := <-c:', 1],
    ['case 1, 2:', 1],
    ['default:', 0],
    ['switch a {', 0],
    ["r := '\"'; if r == '`' {", 1],
    ['s := `if a && b` && c', 1],
    ['a & b | c', 0],
    ['returns the value that stands for it if or not', 0],
    ['if [ -n "$a" ] && [[ b ]]; then', 0],
    ['{{if .Name}}{{.Name}}{{end}}', 0],
  ],
  Rust: [
    ['if let Some(x) = a && b {', 2],
    ['impl Trait for Type {', 0],
    ["fn f<F>(f: F) where F: for<'a> Fn(&'a str) {", 0],
    ['match a {', 1],
    ['with every match on its own', 0],
    ['Some(x) if x > 1 => y,', 1],
    ['let a = b()?;', 1],
    ['fn f<T: ?Sized>(t: &&T) {}', 0],
    ['foo(|| bar(), move || baz())', 0],
    ['a || b', 1],
    ['    || b', 1],
    ['    || vec![],', 0],
    ["if c == '\"' || c == '\\'' {", 2],
    ["fn f<'a>(x: &'a str) -> bool { x && y }", 1],
    ['r#"if a && "b""# && c', 1],
    ['/* a /* b */ if c */ if d {', 1],
    ['loop {', 0],
  ],
  Swift: [
    ['guard let a = b, c else { return }', 1],
    ['if case .some(let x) = y {', 2],
    ['case .a, .b:', 1],
    ['case let .a(x) where x > 1:', 1],
    ['case a, b', 0],
    ['case a(Int)', 0],
    ['indirect case a(b: Int)', 0],
    ['x = a ? b : c', 1],
    ['let a: Int? = b?.c as? D', 0],
    ['let a = b ?? c', 0],
    ['} catch {', 1],
    ['repeat { } while a', 1],
    ['f(for: a, if: b)', 0],
    ['"\\(a ? "b" : "c") && "', 1],
    ['#"if \\(a) && "# && b', 1],
    ['#if DEBUG && os(iOS)', 0],
  ],
  Scala: [
    ['for (a <- b if c) yield d', 2],
    ['case Some(x) if x > 1 =>', 2],
    ['case A |', 1],
    ['case class A(b: Int)', 0],
    ['case object B', 0],
    ['case Red, Green', 0],
    ['do {', 0],
    ['} catch {', 1],
    ["if (c == '\"' && d == 'a') {", 2],
    ['def f = ???', 0],
    ['s"${if (a) "b" else "c"} &&"', 1],
  ],
  Zig: [
    ['if (a and b) {', 2],
    ['const x = try f() catch |e| g(e);', 2],
    ['const y = a orelse b;', 1],
    ['1, 2 => f(),', 1],
    ['\\\\ if (a) and b', 0],
  ],
}

describe.each(Object.entries(tables))('decision points of %s', (language, table) => {
  const fitting = language === 'Go' || language === 'Zig' ? [] : shared
  it.each([...fitting, ...table])('%s has %i', (line, expected) => {
    expect(decisionPoints(language, line)).toBe(expected)
  })
})

describe('lines together', () => {
  it.each([
    ['Go', '`\nif a {\n` && b', 1],
    ['Go', '/*\nif a {\n*/\nif b {', 1],
    ['Rust', '/* a\n/* b */\nif c\n*/ if d {', 1],
    ['Rust', 'r#"\nif a "\n"# && b', 1],
    ['Rust', '"help\nif it\'s for in\n" && b', 1],
    ['Swift', 'let a = """\n  if b && c\n  """\nif d {', 1],
    ['Swift', 'let a = ##"""\n  if "# && \\##(b ? c : d)\n  """##\nif d {', 2],
    ['Scala', 'a = """\n if (b)\n""" + (if (c) d else e)', 1],
  ])('%s: %j has %i', (language, text, expected) => {
    expect(decisionPoints(language, text)).toBe(expected)
  })
})
