/** What a text is, and so what stands in its place. */
export interface Pseudonyms {
  /** A person: "Ada Lovelace". "[bot]" at its end stays. */
  name(text: string): string
  /** Something that people give a name: a company, a team, a connection. */
  title(text: string): string
  email(text: string): string
  /** A username or a repository; "owner/name" is two of them. */
  slug(text: string): string
  branch(text: string): string
  /** An address, with or without its scheme, or a folder of a machine. */
  url(text: string): string
  path(text: string): string
  folder(text: string): string
  /** A glob over paths. */
  pattern(text: string): string
  /** What people write: as long as it was, line by line, and judged alike (measures/message-quality). */
  prose(text: string): string
  /** A code host's own id. */
  id(text: string): string
  /** A commit's hash in hex; whole ones and their first twelve digits still belong together. */
  hash(text: string): string
  /** What is left out, and must not be found in the copy. */
  secret(text: string): null
  /** The hash of the one password that everybody has in the copy. */
  readonly password: string
  /** By how many whole weeks everything happened earlier. */
  readonly weeks: number
}

/** Names of what can be done to a text. */
export type Kind = Exclude<keyof Pseudonyms, 'weeks' | 'secret' | 'password'>

/** 32 bytes that follow from the run's key, the company, what a text is, and the text. */
export type Draw = (what: string, text: string) => Buffer
