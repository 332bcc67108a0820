/** How the type of a commit was told, in words. */
const words: Record<string, string> = {
  merge: 'It has more than one parent.',
  revert: 'Its message says that it takes another commit back.',
  dependency: 'Its title is one that dependency bots write.',
  conventional: 'Its title says so itself.',
  paths: 'All its files are of one kind.',
  model: 'The words of its message and what it touches say so.',
  none: 'Nothing in it is sure enough to tell.',
}

/** A source for a person to read. */
export const typeReason = (source: string) => words[source] ?? source
