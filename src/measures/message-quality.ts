/**
 * 2  a subject of 10 to 72 characters that is not vague, and, if L > 100, a body or a ticket
 * 1  such a subject only
 * 0  else
 * Vague: every word of the subject, its type and ticket left out, says nothing of what was done
 * ("fix", "wip", "small changes", "arreglos varios"). Trailers (Signed-off-by) are no body.
 */
import { bareSubject } from '../commit-types/commit-subject.js'
import type { MeasuredCommit } from './measured-commit.js'

const [shortest, longest] = [10, 72]
/** Weighted lines from which on a change is asked for more than a subject. */
const explainedLines = 100

const emptyWords = new Set(
  `a an the and of for in on to all more some my this it again now just
  fix fixes fixed fixing bug bugs bugfix hotfix wip update updates updated updating upd change changes
  changed minor small tiny little misc miscellaneous various stuff things thing cleanup clean up temp tmp
  test tests testing commit work progress code file files tweak tweaks improve improvement improvements
  issue issues error errors refactor refactoring edit edits typo typos format formatting save checkpoint
  y de del la el los las un una en arreglo arreglos arreglar corregir correccion corrección correcciones
  cambio cambios actualizar actualizacion actualización actualizaciones mejora mejoras prueba pruebas
  varios varias pequeños pequeñas menores ajuste ajustes error errores avance avances`.split(/\s+/),
)
const declaration = /^[a-z]+(?:\([^()]*\))?!?: */i
const ticket = /(?:^|[\s([])(?:#\d+|[A-Z][A-Z0-9]+-\d+)\b|\b(?:issues|pull|merge_requests)\/\d+/
const trailer = /^[A-Z][A-Za-z-]+: \S/

type Message = Pick<MeasuredCommit, 'subject' | 'message'>

export function judgeMessage(
  { subject, message }: Message,
  weightedLines: number,
): { points: 0 | 1 | 2; because: string } {
  const length = [...subject].length
  const because = `subject of ${length} characters`
  if (length < shortest || length > longest) return { points: 0, because }
  if (isVague(subject)) return { points: 0, because: `${because}, vague` }
  if (weightedLines <= explainedLines) return { points: 2, because }
  if (ticket.test(message)) return { points: 2, because: `${because}, with a ticket` }
  if (hasBody(message)) return { points: 2, because: `${because}, with a body` }
  return { points: 1, because: `${because}, no body or ticket` }
}

/**
 * What is left of a message whose words are no longer kept: its subject, and as little of the rest as
 * makes it judged like the whole.
 */
export function withoutWords({ subject, message }: Message): string {
  const found = ticket.exec(message.split('\n').slice(1).join('\n'))?.[0].trim()
  const body = hasBody(message) ? 'The rest is no longer kept.' : null
  return [subject, ...[body, found].filter((part) => part)].join('\n\n')
}

function isVague(subject: string): boolean {
  const words = bareSubject(subject)
    .replace(declaration, '')
    .toLowerCase()
    .match(/\p{L}+/gu)
  return words === null || words.every((word) => emptyWords.has(word))
}

function hasBody(message: string): boolean {
  const body = message.split('\n').slice(1)
  return body.some((line) => line.trim() !== '' && !trailer.test(line.trim()))
}
