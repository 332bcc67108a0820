/** What stands before the words of a subject: `[web]`, `ABC-123:`, `#12`, `:bug:`, an emoji. */
const prefixes = [
  /^\[[^\]\n]{1,40}\]\s*:?\s*/,
  /^\(?[A-Z][A-Z0-9_]{1,15}-\d{1,9}\)?\s*[:|-]?\s+/,
  /^\(?(?:gh-|GH-)?#\d{1,9}\)?\s*[:|-]?\s+/,
  /^:[a-z0-9_+-]{2,40}:\s*/,
  /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f|\u200d)*)+\s*/u,
]

/** A subject without the tickets, tags and emoji before it; the subject itself if nothing is left. */
export function bareSubject(subject: string): string {
  let bare = subject.trim()
  for (let round = 0; round < 5; round++) {
    const prefix = prefixes.find((pattern) => pattern.test(bare))
    if (!prefix) break
    bare = bare.replace(prefix, '')
  }
  return bare || subject.trim()
}
