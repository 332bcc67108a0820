/** What goes wrong with lists while the rest is right. */
export interface Disorder {
  /** This page is empty, and the list goes on behind it. */
  emptyPage: number | null
  /** Every page begins with the last item of the one before. */
  repeats: boolean
  /** Links to the next page lead to this origin. */
  nextOrigin: string | null
}

export const order: Disorder = { emptyPage: null, repeats: false, nextOrigin: null }

export interface Page<T> {
  items: T[]
  page: number
  size: number
  total: number
  lastPage: number
}

/** A page of a list by its number, from 1. */
export function pageOf<T>(all: T[], page: number, size: number, disorder: Disorder): Page<T> {
  const step = disorder.repeats && size > 1 ? size - 1 : size
  const pages = Math.max(1, 1 + Math.ceil((all.length - size) / step))
  const { emptyPage } = disorder
  const isShifted = emptyPage !== null && page > emptyPage
  const start = ((isShifted ? page - 1 : page) - 1) * step
  const items = page === emptyPage ? [] : all.slice(start, start + size)
  const lastPage = emptyPage === null || emptyPage > pages ? pages : pages + 1
  return { items, page, size, total: all.length, lastPage }
}

/** A number of the query; what is no number is taken as not said. */
export function numberIn(query: URLSearchParams, name: string, otherwise: number): number {
  const value = Number.parseInt(query.get(name) ?? '', 10)
  return Number.isFinite(value) && value > 0 ? value : otherwise
}

/** The same address with another page. */
export function atPage(address: URL, page: number, disorder: Disorder): string {
  const next = new URL(address)
  next.searchParams.set('page', String(page))
  if (!disorder.nextOrigin) return next.href
  return new URL(next.pathname + next.search, disorder.nextOrigin).href
}
