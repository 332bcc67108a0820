/**
 * A name as words that can be compared: "Müller, Jürgen (EXT)" and "jurgen muller" hold the same.
 * Left out: accents, case, points, and what stands in brackets.
 */
export function nameWords(name: string): string[] {
  // Most names are: a page that compares ten thousand of them feels the difference.
  if (/^[\w ]*$/.test(name)) return name.toLowerCase().match(/[a-z0-9]+/g) ?? []
  const bare = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]|<[^>]*>/g, ' ')
  return bare.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []
}

const genericNames = new Set(
  `root admin administrator unknown none nobody anonymous user username your name yourname you test
  tester git github gitlab developer dev me default guest ubuntu owner system first last example john
  jane doe author committer contributor team null undefined na bot ci build support info mail email`.split(
    /\s+/,
  ),
)

/**
 * A name of no one in particular: empty, "root", "Your Name", "Test User", "John Doe". Every word of
 * it is one that setups and tutorials leave behind.
 */
export function isGenericName(name: string): boolean {
  return nameWords(name).every((word) => genericNames.has(word))
}
