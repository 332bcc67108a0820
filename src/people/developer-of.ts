import { shownAddress } from './identity-key.js'

/** An author as a commit and its repository's .mailmap tell of them. */
export interface Author {
  authorName: string
  authorEmail: string
  mailmapName: string | null
  mailmapEmail: string | null
}

/** Who wrote a commit, as far as it alone says: .mailmap's word first, the address as it is shown. */
export function developerOf(author: Author): { name: string; email: string } {
  return {
    name: author.mailmapName ?? author.authorName,
    email: shownAddress(author.mailmapEmail ?? author.authorEmail),
  }
}
