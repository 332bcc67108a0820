import type { Request, Response } from 'express'
import { mayShowNames } from '../metrics/individuals.js'
import type { Frame, Pages } from '../reports/page-types.js'
import { findCurrent, mayHere } from './current.js'
import { readKept } from './filters.js'
import { renderPage } from './render.js'
import { settingsFor } from './settings.js'

/** What a page says about itself. */
export interface PageHead {
  title: string
  /** Path of its section in the navigation. */
  section: string
  repositoryCount?: number
  status?: number
}

function frame(request: Request, head: PageHead): Frame {
  const current = findCurrent(request)
  const flash = request.session?.flash ?? null
  if (flash) delete request.session.flash
  return {
    title: head.title,
    section: head.section,
    // Asked for by forms only: a page without one makes no session.
    get csrfToken() {
      return request.csrfToken?.() ?? ''
    },
    company: current && {
      name: current.company.name,
      timeZone: current.company.timeZone,
      isDemo: current.company.isDemo,
    },
    user: current && {
      name: current.user.name,
      email: current.user.email,
      role: current.user.role,
    },
    removalAt: current?.removalAt ?? null,
    mayRemoveCompany: mayHere(request, 'company.remove'),
    mayAddRepository: mayHere(request, 'repository.add'),
    mayViewDevelopers: current !== null && mayShowNames(current.company, current.user.role),
    mayRemoveDemo: mayHere(request, 'demo.remove'),
    settings: current ? settingsFor(current.user.role) : [],
    repositoryCount: head.repositoryCount ?? 0,
    flash,
    kept: readKept(request.query),
  }
}

/** Sends a page: a view in its frame. */
export function page<View extends keyof Pages>(
  request: Request,
  response: Response,
  view: View,
  head: PageHead,
  locals: Pages[View],
): void {
  const html = renderPage(view, frame(request, head), locals)
  // Whatever the page shows is somebody's, if only the token of its form: no cache keeps it.
  response.set('Cache-Control', 'no-store')
  response
    .status(head.status ?? 200)
    .type('html')
    .send(html)
}
