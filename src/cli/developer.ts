import type { MeasuredCommit } from '../measures/measured-commit.js'
import { developerOf } from '../people/developer-of.js'
import { identityKey } from '../people/identity-key.js'

/** Whose commit it is, as far as a repository alone tells. */
export interface Developer {
  /** The same for all commits of one developer. */
  key: string
  name: string
  email: string
}

/** Told by .mailmap and the address; by both name and address where many may use the address. */
export function developerIn(commit: MeasuredCommit): Developer {
  const { name, email } = developerOf(commit)
  const key = identityKey(commit.mailmapEmail ?? commit.authorEmail)
  return {
    key: key?.keys.at(-1) ?? `${name}\n${email}`,
    name: name || email || 'nobody',
    email,
  }
}
