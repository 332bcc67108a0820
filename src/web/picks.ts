import { invalid } from './faults.js'

/** The form of the picker: the one form with a field that is there many times. */
export interface PickerForm {
  /** Ids of repositories on their host. */
  picks: string[]
  /** All that match the search, ticked or not. */
  isEvery: boolean
  window: '12m' | '90d' | 'all'
  search: { q: string; isOnlyActive: boolean }
  page: number
  error: string | null
}

/** More than a page of the picker has. */
const most = 80

const known = new Set(['_csrf', 'pick', 'every', 'window', 'q', 'only', 'page'])

/**
 * Reads the picker's form.
 * @throws WebFault for fields that it does not have, or twice one that is there once
 */
export function readPicks(body: unknown, windows: readonly PickerForm['window'][]): PickerForm {
  const fields = (body ?? {}) as Record<string, unknown>
  const isOdd = Object.entries(fields).some(
    ([name, value]) => !known.has(name) || (typeof value !== 'string' && name !== 'pick'),
  )
  const picks = [fields.pick ?? []].flat() as unknown[]
  if (isOdd || picks.length > most || !picks.every((one) => typeof one === 'string')) {
    throw invalid('This form was not sent as it is.')
  }
  const text = (name: string) => String(fields[name] ?? '').replaceAll('\0', '')
  const window = windows.find((choice) => choice === fields.window)
  const ids = (picks as string[]).filter((id) => /^[^\0]{1,200}$/.test(id))
  const isEvery = text('every') === '1'
  const isEmpty = ids.length === 0 && !isEvery
  return {
    ...{ picks: ids, isEvery, window: window ?? '12m' },
    search: { q: text('q').trim().slice(0, 200), isOnlyActive: text('only') === 'active' },
    page: Number(/^[1-9]\d{0,4}$/.exec(text('page'))?.[0] ?? 1),
    error: isEmpty
      ? 'Tick at least one repository, or add all that match.'
      : window
        ? null
        : 'Choose how far back.',
  }
}
