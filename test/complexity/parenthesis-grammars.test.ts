// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code of other languages is the data here
import { describe, expect, it } from 'vitest'
import { decisionPoints } from '../support/decision-points.js'

/** What all these languages share. */
const shared: [string, number][] = [
  ['if (a && b || c) {', 3],
  ['} else if (a) {', 1],
  ['} else {', 0],
  ['for (;;) {', 1],
  ['while (a) {', 1],
  ['// if (a && b) {', 0],
  ['a(); // while (b)', 0],
  ['a /* if (b) */ && c', 1],
  [' * if (a) then b && c', 0],
  ['"if (a && b)"', 0],
  ['"\\" && if (a)"', 0],
  ['iffy(a); meanwhile(b); x.format(c);', 0],
  ['the reader waits for it, while we see if it holds', 0],
  ['if (a) {\r', 1],
  ['', 0],
]

const choices: [string, number][] = [
  ['x = a ? b : c;', 1],
  ['    ? b', 1],
  ['case 1: case 2: default:', 2],
  ['the case is so', 0],
]

const tables: Record<string, [string, number][]> = {
  JavaScript: [...choices, ['a ?? b?.c', 1], ['`${a ? `${b && c}` : 1} || `', 2]],
  C: [
    ...choices,
    ['#if defined(A) && defined(B)', 1],
    ['#ifdef A', 1],
    ['#ifndef A', 0],
    ['# elif B', 1],
    ['#endif', 0],
    ['#include <if>', 0],
    ['#define MAX(a, b) ((a) > (b) ? (a) : (b))', 0],
    ["c = '\"'; if (c == '&') x();", 1],
    ['goto *(&&label);', 0],
    ['} while (*p && *q);', 2],
    ['*p = a && b;', 1],
    ['do {', 0],
  ],
  'C++': [
    ...choices,
    ['} catch (const E& e) {', 1],
    ['A(A&& other) : a(std::move(other.a)) {}', 0],
    ['auto &&x = f(); for (auto&& y : z)', 1],
    ['template <class T> void f(T&&... args);', 0],
    ['if (a&&b) {', 2],
    ["int n = 1'000'000; if (n) {", 1],
    ['R"(if (a) && "b" )" && c', 1],
    ['R"x(if (a) )" && )x" || c', 1],
  ],
  'Objective-C': [...choices, ['@catch (NSException *e) {', 1], ['@"if (a) && b" && c', 1]],
  Java: [
    ...choices,
    ['} catch (A | B e) {', 1],
    ['List<?> a; Map<String, ? extends B> b;', 0],
    ['for (String s : list) {', 1],
    ['case A, B -> f();', 1],
    ["if (c == '\"' || c == '?') {", 2],
    ['list.stream().filter(a -> a != null && a.b());', 1],
    ['@Test(expected = If.class)', 0],
    ['} finally {', 0],
  ],
  Groovy: [...choices, ['def a = b ?: c?.d', 1], ["'''if (a) && b''' && \"${c || d}\"", 2]],
  'C#': [
    ...choices,
    ['foreach (var a in b) {', 1],
    ['} catch {', 1],
    ['#if DEBUG', 1],
    ['\ufeff#if DEBUG', 1],
    ['#region if (a)', 0],
    ['var a = b ?? c; d ??= e;', 2],
    ['a?.B?[0]?.C();', 0],
    ['string? a = null; List<int?> b;', 0],
    ['x = a is int? ? b : c;', 1],
    ['@"c:\\" + (a ? b : c)', 1],
    ['@"say ""if (a)"" && " || b', 1],
    ['$"{a ?? "b"} && {c}"', 1],
    ['$"{{ if (a) && }}"', 0],
    ['$@"{(a ? b : c)} \\" && d', 2],
    ['"""say "if (a) && b" """ && c', 1],
  ],
  Kotlin: [
    ['} catch (e: Exception) {', 1],
    ['val a = b ?: c', 1],
    ['a?.b?.let { it }', 0],
    ['val a: String? = null', 0],
    ['when (a) {', 0],
    ['1, 2 -> b()', 1],
    ['is Foo -> list.map { a -> b }', 1],
    ['a > 0 && b -> c', 2],
    ['else -> d', 0],
    ['when (a) { 1 -> b; else -> c }', 2],
    ['list.map { a, b -> a }', 0],
    ['fun f(g: (Int) -> Int): Int {', 0],
    ['callback: () -> Unit,', 0],
    ['"${if (a) "b" else "c"} &&"', 1],
    ['/* a /* b */ if (c) */ if (d) {', 1],
    ['val `if` = 1', 0],
  ],
  PHP: [
    ...choices,
    ['<?php', 0],
    ['} elseif ($a) {', 1],
    ['foreach ($a as $b) {', 1],
    ['$x = match($a) {', 1],
    ['$this->match($a); $if($b);', 0],
    ['# if ($a)', 0],
    ['#[Attribute] if ($a) {', 1],
    ['$a ?? $b; $a?->b; $a ?: $b;', 0],
    ['function f(?int $a, ?\\A\\Foo $b): ?string', 0],
    ["'if ($a) \\' && '", 0],
    ['<p>if (a) && b <?php if ($a): ?> while (b) <?php endif ?>', 1],
    ['} catch (A $e) {', 1],
  ],
  Dart: [
    ...choices,
    ['} on E catch (e) {', 1],
    ['a ?? b; c ??= d; e?.f; g?[0];', 2],
    ['String? a; int? b = c ? d : e;', 1],
    ["'it\\'s ${a ? 'b' : 'c'} && '", 1],
    ['[if (a) b, for (var c in d) e]', 2],
  ],
  Solidity: [
    ['require(a && b, "if (c)");', 1],
    ['x = a ? b : c;', 1],
  ],
}

describe.each(Object.entries(tables))('decision points of %s', (language, table) => {
  it.each([...shared, ...table])('%s has %i', (line, expected) => {
    expect(decisionPoints(language, line)).toBe(expected)
  })
})

describe('lines together', () => {
  it.each([
    ['C', '/*\nif (a) {\n*/ if (b) {', 1],
    ['C', 'if (a) && b\nand more */\nif (c) {', 1],
    ['C', '#define A(x) \\\n  if (x && y) \\\n    z()\nif (b) {', 1],
    ['C', '  if (x && y) \\\n    z()\nif (b) {', 1],
    ['C++', 'R"(\nif (a)\n)" && b', 1],
    ['Java', 's = """\n  if (a && "b") {\n  """;\nif (c) {', 1],
    ['Java', ' * if (a)\n */\n@Test\nvoid a() { if (b) {', 1],
    ['Kotlin', '"""\n  if (a) ${b ?: c}\n""".trimIndent()\nif (d) {', 2],
    ['C#', '@"\nif (a)\n" && b', 1],
    ['PHP', '$a = <<<SQL\nif ($a) && b\nSQL;\nif ($b) {', 1],
    ['PHP', '?>\nif (a) && b\n<?php if ($b) {', 1],
    ['PHP', '<p>is it so ? or not</p>\n<?php if ($b) {', 1],
    ['JavaScript', 'a = `\nif (b) {\n${c ? `\n&&\n` : d}\n`\nif (e) {', 2],
  ])('%s: %j has %i', (language, text, expected) => {
    expect(decisionPoints(language, text)).toBe(expected)
  })
})
