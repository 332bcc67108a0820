/** Things in a history that could not be kept as they are, counted by commit or by path. */
export interface Anomalies {
  /** Commits with an impossible date or offset, which was clamped. */
  datesClamped: number
  /** Commits with bytes in names or message that are not UTF-8, replaced by U+FFFD. */
  textReplaced: number
  /** Paths that are not UTF-8 or too long, kept in an altered form. */
  pathsAltered: number
  /** A .mailmap that was too large or too odd to be read. */
  mailmapsIgnored: number
}

export function noAnomalies(): Anomalies {
  return { datesClamped: 0, textReplaced: 0, pathsAltered: 0, mailmapsIgnored: 0 }
}
