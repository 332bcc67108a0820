import { isIP } from 'node:net'

/** Control characters, and those that turn the direction of text around: neither belongs in a log. */
const unfit = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu

/** A piece of text from outside, fit to be kept and shown: one line, at most `length` characters. */
export function cleaned(text: string | null | undefined, length = 200): string | null {
  if (!text) return null
  const line = text.replace(unfit, ' ').replace(/\s+/g, ' ').trim()
  return line === '' ? null : [...line].slice(0, length).join('')
}

/** A network address, or null for what is none. */
export const cleanedAddress = (ip: string | null | undefined): string | null =>
  ip && isIP(ip) ? ip : null
