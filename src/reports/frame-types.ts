/** What every page knows of its visitor. */
export interface Frame {
  title: string
  /** Path of the section that is current in the navigation, e.g. "/" or "/repositories". */
  section: string
  csrfToken: string
  company: { name: string; timeZone: string; isDemo: boolean } | null
  user: { name: string; email: string; role: string } | null
  /** When everything of the company is deleted, because an owner asked for it; null else. */
  removalAt: Date | null
  /** Whether the visitor's role may take that back. */
  mayRemoveCompany: boolean
  /** Whether the visitor's role may add a repository. */
  mayAddRepository: boolean
  /** Whether people are listed for the visitor. */
  mayViewDevelopers: boolean
  mayRemoveDemo: boolean
  /** The settings that the visitor's role may see, in the order of their links. */
  settings: { href: string; text: string }[]
  /** Counts for the side navigation. */
  repositoryCount: number
  /** A sentence after a redirect, shown once. */
  flash: string | null
  /** The query string that links between pages keep, period and repository: '' or '?…'. */
  kept: string
}
