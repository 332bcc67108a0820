import common from '@zxcvbn-ts/language-common'

/**
 * What a password may not be: among the most used ones or hardly different from one, a plain pattern, or
 * made of a name that belongs to its owner. There are no rules on which characters it holds.
 */

export const shortestPassword = 12
export const longestPassword = 256

const listed = new Set(common.dictionary.passwords)

/** Signs around a word that do not make it another one: "Password2026!" */
const mostDecoration = 8

/** Rows to slide along: keyboards, the alphabet, digits. */
const rows = [
  ...['qwertyuiopasdfghjklzxcvbnm', 'qwertzuiopasdfghjklyxcvbnm', 'azertyuiopqsdfghjklmwxcvbn'],
  ...['1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik', 'abcdefghijklmnopqrstuvwxyz', '1234567890'],
].flatMap((row) => {
  const twice = row.repeat(2)
  return [twice, [...twice].reverse().join('')]
})

const lookalikes: Record<string, string> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' },
}
const spelled = (text: string) => text.replace(/[013457@$!]/g, (sign) => lookalikes[sign] ?? sign)

/** The piece that is repeated throughout, or the whole. */
function unitOf(text: string): string {
  const at = (text + text).indexOf(text, 1)
  return text.slice(0, at)
}

function isListed(text: string): boolean {
  const word = text.replace(/^[^a-z]+|[^a-z]+$/g, '')
  const isDecorated = word.length >= 4 && text.length - word.length <= mostDecoration
  const forms = [text, spelled(text), ...(isDecorated ? [word, spelled(word)] : [])]
  return forms.some((form) => listed.has(form))
}

function isPattern(text: string): boolean {
  return new Set(text).size < 4 || rows.some((row) => row.includes(text))
}

/** Whether a password is one that is tried first. */
export function isCommonPassword(password: string): boolean {
  const text = password.toLowerCase()
  const unit = unitOf(text)
  return isListed(text) || isPattern(text) || unit.length <= 4 || (unit !== text && isListed(unit))
}

/** Whom a password is for: their names are what somebody who knows them would guess. */
export interface PasswordOwner {
  name: string
  email: string
  company: string
}

function contextWords({ name, email, company }: PasswordOwner): string[] {
  const words = `${name} ${email} ${company} codevisto`.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return [...new Set(words)].filter((word) => word.length >= 4)
}

/**
 * What is wrong with a new password, as a sentence, or null. Its length is the form's business.
 */
export function passwordFault(password: string, owner: PasswordOwner): string | null {
  if (isCommonPassword(password)) {
    return 'This password is among the first that are tried. A few unrelated words are better.'
  }
  const text = password.toLowerCase()
  const word = contextWords(owner).find((one) => text.includes(one))
  return word ? `Leave out “${word}”: names of yours or your company’s are guessed first.` : null
}
