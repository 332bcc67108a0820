import type { ErrorPage } from '../reports/page-types.js'

/** An answer that is an error page: its status, and what the person reads. */
export class WebFault extends Error {
  override name = 'WebFault'

  constructor(
    readonly status: number,
    readonly page: Pick<ErrorPage, 'title' | 'advice'>,
    /** Why somebody was refused, in the audit's word: the role, the form, the origin. */
    readonly refusal: 'role' | 'form' | 'origin' = 'role',
  ) {
    super(page.title)
  }
}

/** What is not there, and what belongs to somebody else, look the same. */
export const notFound = () =>
  new WebFault(404, {
    title: 'There is nothing here.',
    advice: 'The page was moved or removed, or the address is mistyped.',
  })

/** The address or the form says something that cannot be. */
export const invalid = (title: string) =>
  new WebFault(400, { title, advice: 'Go back and choose again.' })

export const forbidden = () =>
  new WebFault(403, {
    title: 'Your role does not allow this.',
    advice: 'Ask an owner or an admin of your company.',
  })

/** Nothing is read and nobody written to for an invented company. */
export const sampleOnly = () =>
  new WebFault(409, {
    title: 'This is sample data: nothing is read for it and nobody is written to.',
    advice: 'Remove it and create a company of your own to do this.',
  })

/** What was asked for cannot be done as things stand by now. */
export const refused = (title: string) =>
  new WebFault(409, { title, advice: 'Go back and look at the page again. Nothing was changed.' })

/** The form was made in a session that has ended: an old tab, mostly. */
export const staleForm = () => {
  const advice = 'Reload it and send the form once more. Nothing was changed.'
  return new WebFault(403, { title: 'This page was open for too long.', advice }, 'form')
}

export const tooMany = (seconds: number) =>
  new WebFault(429, {
    title: 'Too many tries.',
    advice: `Wait ${seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`}, then try again.`,
  })

/** A mailed link that is used up, replaced, taken back or too old: all the same to who holds it. */
export const deadLink = () =>
  new WebFault(410, {
    title: 'This link has ended.',
    advice: 'It works once and for a limited time. Ask for a new one.',
  })
