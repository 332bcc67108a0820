/**
 * What the version before this one cannot live with while both run: a deploy starts the new one before
 * the old one has left. Takes the SQL of a migration; gives back its statements that take away or
 * rename something, or demand what the old version does not write.
 */
export function contractSteps(sql: string): string[] {
  return statementsOf(sql)
    .filter(({ isMarked }) => !isMarked)
    .map(({ text }) => text)
    .filter((text) => forbidden.some((pattern) => pattern.test(text)))
}

const forbidden = [
  /^\s*DROP\s+(TABLE|VIEW|MATERIALIZED|TYPE|FUNCTION|SCHEMA|SEQUENCE)\b/i,
  /^\s*ALTER\s+TABLE\b[\s\S]*\bDROP\s+(COLUMN|DEFAULT|IDENTITY)\b/i,
  /^\s*ALTER\b[\s\S]*\bRENAME\b/i,
  /^\s*ALTER\s+TABLE\b[\s\S]*\bALTER\s+COLUMN\s+\S+\s+(SET\s+DATA\s+)?TYPE\b/i,
  /^\s*ALTER\s+TABLE\b[\s\S]*\bSET\s+NOT\s+NULL\b/i,
  // One ADD COLUMN after the other: each that is never null has a default.
  /^\s*ALTER\s+TABLE\b[\s\S]*\bADD\s+COLUMN\b(?:(?!\bADD\s+COLUMN\b|\bDEFAULT\b|\bGENERATED\b)[\s\S])*\bNOT\s+NULL\b(?!(?:(?!\bADD\s+COLUMN\b)[\s\S])*\b(?:DEFAULT|GENERATED)\b)/i,
]

/** A comment that begins with this word, right before a statement, says why nobody needs it any more. */
const marker = /^[ \t]*--[ \t]*Contract:[ \t]*\S+/m

/** The statements of a migration, their comments apart; bodies of functions count as one text. */
function statementsOf(sql: string): { text: string; isMarked: boolean }[] {
  const bodies: string[] = []
  const flat = sql.replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, (body) => `$body${bodies.push(body)}$`)
  return flat.split(';').map((piece) => ({
    text: piece.replace(/--.*$/gm, '').trim(),
    isMarked: marker.test(piece),
  }))
}
