// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code of other languages is the data here

/** A piece of code in each language, full of decoys, and the decision points worked out by hand. */
export const snippets: Record<string, { text: string; points: number }> = {
  JavaScript: {
    points: 6, // if && for ? ?? catch
    text: `
/* if (never) && never */
const pattern = /if (a) && [/?]/g // while (false)
function name(a, b) {
  if (a?.list && !b) return \`\${a ? 'if (x)' : "&&"} while (x)\`
  for (const one of a.list) try { one() } catch { b ??= one }
}`,
  },
  TypeScript: {
    points: 3, // case ? ||
    text: `
interface Shape { size?: number; area?(): number }
type Of<T> = T extends Shape ? number : string
switch (shape?.kind) {
  case 'if (a) && b': return size || 0
  default: return <p>Wait for it, while you don't if so</p>
}`,
  },
  Python: {
    points: 9, // if and, for if, except finally, if (f-string), case, or
    text: `
def name(a, b):
    """Tell if a and b
    for while.
    """
    if a and 'if b or c':  # if or
        return [c for c in b if c]
    try:
        pass
    except ValueError:
        pass
    finally:
        print(f"{a if b else 'for'} and")
    match a:
        case 1:
            return r'\\\\' or b`,
  },
  Java: {
    points: 7, // for if && case case catch ?
    text: `
/**
 * Waits if (a && b) for (c).
 */
class Name<T extends List<?>> {
  String text = """
    if (a) && "b"
    """;
  void run(char c) {
    for (String s : list) if (c == '"' && s != null) break;
    switch (c) { case 'a': case '?': break; default: }
    try { run(); } catch (A | B e) { x = a ? "if (b)" : null; }
  }
}`,
  },
  Kotlin: {
    points: 7, // if || for, two arms, ?: catch
    text: `
/* a /* nested */ if (b) */
fun name(a: Int?, f: (Int) -> Int): String {
  if (a == null || f(a) == '"'.code) return "\${"if (a)"} &&"
  for (one in list.map { x -> x }) when (one) {
    1, 2 -> run()
    is Foo -> stop()
    else -> """ if (a) && " """
  }
  return try { a?.b ?: c } catch (e: Exception) { "" }
}`,
  },
  C: {
    points: 9, // #if, #elif, if && ||, for, while, case, ?
    text: `
#if defined(A) || defined(B)
#elif C
#endif
#define MAX(a, b) \\
  ((a) > (b) ? (a) : (b))
static int name(char *p) { /* if (p) */
  if (p && *p == '"' || *p == '\\'') return 0; // while (p)
  for (;;) { do { p++; } while (*p != '?'); }
  switch (*p) { case 'a': return *p ? 1 : printf("if (%s) && ", p); }
}`,
  },
  'C++': {
    points: 5, // for if && catch ?
    text: `
template <class T> void name(T&& a, const std::vector<int>&& b) {
  for (auto&& one : b) if (one == 1'000 && a) throw one;
  try { } catch (const E& e) { log(R"x(if (a) && ")" || b)x"); }
  return a ? 1 : 2; /* a && b */
}`,
  },
  'C#': {
    points: 8, // #if foreach if && ?? catch ? ??(in the string)
    text: `
#if DEBUG
#region if (a) && b
#endif
int? Name(string? a, List<int?> b) {
  foreach (var one in b) if (one > 1 && a?.Length > 2) a = a ?? @"c:\\";
  try { } catch { a = $"{(b ?? c)} {{if}} &&"; }
  return a == @"""if"" && " ? 1 : b?[0];
}`,
  },
  Go: {
    points: 7, // if && for case case if ||
    text: `
// Name waits if a && b.
func Name(a chan int) error {
	if err := run(); err != nil && len(\`if a
for b && c\`) > 0 {
		return err
	}
	for {
		select {
		case x := <-a:
		case <-done:
		}
	}
	if r == '"' || r == '\\'' { /* if a */ }
}`,
  },
  Rust: {
    points: 8, // if && for match if ? while ||
    text: `
/* a /* nested */ if b */
impl<'a, T: ?Sized> Name for Foo<'a> where T: Bar {
    fn run(&self, f: impl Fn(&&str)) -> Result<()> {
        if let Some(x) = self.x && x == '"' { f(&"if a && b"); }
        for one in list.iter().map(|a| a) { call(|| one, move || one); }
        match one { Some(y) if y > 1 => r#"if "a" && b"#, _ => read()? };
        while a || b {}
    }
}`,
  },
  Ruby: {
    points: 10, // if and, unless, rescue, when, ?, || , while, && (regex line), ?
    text: `
# if a && b
=begin
if a && b
=end
def name?(a)
  if a.nil? and a != :if
    text = <<~EOS
      if a && b
    EOS
  end
  return %w[if unless] unless a
  begin
    run(if: 1)
  rescue A
    case a
    when /if && b/ then "#{a ? 'if' : b}"
    end
  end
  x ||= y while a.or(b)
  z = a / b if c && d
end`,
  },
  PHP: {
    points: 8, // if && foreach match catch if elseif ?
    text: `
<p>if (a) && b ? c : d</p>
<?php
# if ($a)
function name(?int $a, ?\\Foo $b): ?string {
  if ($a && $b?->match($a)) return $a ?? $b ?: 'if ($a) && ';
  foreach ($b as $c) echo <<<SQL
    if ($a) && b
    SQL;
  try { $x = match ($a) { 1 => 2 }; } catch (A $e) { }
  if ($a): ?> while (a) && b <?php elseif ($b): endif;
  return $a ? 1 : 2;
}`,
  },
  Swift: {
    points: 9, // guard if case && for case catch ? ?(in the string)
    text: `
#if DEBUG && os(iOS)
enum Name { case a, b; indirect case c(d: Int) }
func run(for name: String?, if other: Int) throws {
  guard let name = name, !name.isEmpty else { return }
  if case .some(let x) = other && x > 1 { try? run(for: name, if: 1) }
  for one in list { switch one { case .a: break; default: break } }
  do { } catch { print("\\(a ? "b" : "c") && if", #"if "a" && "#) }
  return a ?? b ? c : d
}`,
  },
  Scala: {
    points: 7, // for if if && case case catch
    text: `
/* a /* nested */ if (b) */
case class Name(a: Int)
def run(c: Char) = {
  for (a <- b if a > 1) yield if (c == '"' && a) "if" else s"\${a} &&"
  try a match {
    case Some(x) => """ if (a) && " """
    case None => ???
  } catch { handler }
}`,
  },
  Dart: {
    points: 8, // for if && ?? ? catch case ?(in the string)
    text: `
/* a /* nested */ if (b) */
String? name(int? a) {
  for (var b in c) if (a == null && b?.d) return e ?? f?[0];
  try { x = a ? b : c; } on E catch (e) { print('it\\'s \${a ? 'b' : 'c'} && if (d)'); }
  switch (a) { case 1: break; default: return ''' if (a) && ''' + """ || """; }
}`,
  },
  Shell: {
    points: 9, // if && elif for while || two patterns, &&(in the string)
    text: `
#!/bin/sh
# if a && b
name() {
  if [ "$1" = 'if a && b' ] && test -n "\${#x}"; then echo if while
  elif run; then :; fi
  for one in $(list); do while read -r x; do run || exit 1; done; done
  case $1 in
    -h|--help) echo "$(a && b) ||" ;;
    start) cat <<'EOF'
if a && b; then
EOF
    ;;
    *) exit ;;
  esac
}`,
  },
  SQL: {
    points: 10, // if and, when when, while or, elsif, for, when (others), and
    text: `
-- if a and b
CREATE OR REPLACE FUNCTION name() AS $$ /* if a
  and b */
BEGIN
  IF a BETWEEN 1 AND 2 AND b THEN
    SELECT CASE WHEN a THEN 'when and' WHEN b THEN "or" END FROM c FOR UPDATE;
  ELSIF c THEN
    WHILE d OR e LOOP DROP TABLE IF EXISTS f; END LOOP;
  END IF;
  for r in select 1 where a and b loop end loop;
EXCEPTION WHEN others THEN NULL;
END $$;`,
  },
  Lua: {
    points: 8, // if and, elseif or, for, while, until, or
    text: `
-- if a and b
--[==[ if a
and ]] b ]==]
local function name(a)
  if a and a ~= "if b or c" then return [[ if
or ]] elseif a or b then end
  for i = 1, 2 do while a do end end
  repeat until a
  return 'it\\'s and' or b
end`,
  },
  Perl: {
    points: 6, // if && unless foreach ? or
    text: `
=pod

if it is so && so

=cut
sub name { # if a
  if ($a && $b =~ /if && (b)/) { print "if && \\" or"; }
  next unless $c;
  foreach my $x (@y) { $z = $x ? 1 : 2 }
  open(F, '<', $f) or die <<EOT;
if a && b
EOT
}`,
  },
}
