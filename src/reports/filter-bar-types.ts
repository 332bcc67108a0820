/** The filter bar: every value as it stands in the URL, with ready links. */
export interface FilterBar {
  /** Links to the same page with another period; the current one is marked. */
  periods: { key: string; label: string; href: string; isCurrent: boolean }[]
  /** Shown in the two date fields of "Custom". */
  from: string
  to: string
  isCustom: boolean
  repository: string | null
  repositories: { id: string; name: string }[]
  team: string | null
  teams: { id: string; name: string }[]
  /** What numbers are compared with; the first is the default. */
  comparisons: { key: string; label: string; isCurrent: boolean }[]
  /** Narrowings that only some pages offer, each with a link that takes it away. */
  chips: { label: string; href: string }[]
  clearHref: string | null
  /** How many bots the numbers leave out, with a link that counts them; null where there are none. */
  hiddenBots: { label: string; href: string } | null
  /**
   * Filters of the URL that the forms must carry along as hidden fields: all but those that can be
   * chosen, so with `p` where it is not the default. The form of the two dates leaves `p` out.
   */
  hidden: { name: string; value: string }[]
  /** The same rows as a file; null on pages that have none. */
  csvHref: string | null
  timeZone: string
}
