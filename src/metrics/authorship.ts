/**
 * Who is an author of a file, by what its whole history says (Avelino et al. 2016, "A novel approach
 * for estimating truck factors"; degree of authorship by Fritz et al. 2014):
 *   DOA = 3.293 + 1.098 FA + 0.164 DL - 0.321 ln(1 + AC)
 *   FA = 1 for whoever made the file, DL = their later changes, AC = changes by all others
 *   author: DOA >= 3.293 and DOA / the file's highest DOA > 0.75
 * Bus factor by authorship: authors are taken away one by one, whoever has the most files first, until
 * more than half of the files have no author left. (The fewest possible would be another, far slower
 * search; the greedy one is the published one.)
 * Needs the full history: with a window, whoever made a file is not known. Left out: bots' changes,
 * files that are gone, everything but code and tests.
 */

/** What developers did to one file; the maker is one of them, or null where it is nobody counted. */
export interface FileAuthors {
  maker: number | null
  /** Changes by developer, the making of the file among them. */
  changes: ReadonlyMap<number, number>
}

const base = 3.293

/** A developer's degree of authorship of a file. */
export function degreeOfAuthorship(isMaker: boolean, deliveries: number, others: number): number {
  return base + (isMaker ? 1.098 : 0) + 0.164 * deliveries - 0.321 * Math.log(1 + others)
}

/** The authors of a file. */
export function authorsOf({ maker, changes }: FileAuthors): number[] {
  const all = [...changes.values()].reduce((sum, count) => sum + count, 0)
  const degrees = [...changes].map(([developer, count]) => {
    const isMaker = developer === maker
    const deliveries = isMaker ? count - 1 : count
    return { developer, degree: degreeOfAuthorship(isMaker, deliveries, all - count) }
  })
  const highest = Math.max(...degrees.map(({ degree }) => degree))
  return degrees
    .filter(({ degree }) => degree >= base && degree / highest > 0.75)
    .map(({ developer }) => developer)
}

/** How many authors can go before more than half of the files have none; 0 without files. */
export function busFactorByAuthorship(files: readonly FileAuthors[]): number {
  const authors = files.map((file) => new Set(authorsOf(file)))
  const orphans = () => authors.filter((left) => left.size === 0).length
  let gone = 0
  while (orphans() <= files.length / 2) {
    const owned = new Map<number, number>()
    for (const developer of authors.flatMap((left) => [...left])) {
      owned.set(developer, (owned.get(developer) ?? 0) + 1)
    }
    const [next] = [...owned].sort(([a, filesOfA], [b, filesOfB]) => filesOfB - filesOfA || a - b)
    if (!next) break
    for (const left of authors) left.delete(next[0])
    gone++
  }
  return gone
}
