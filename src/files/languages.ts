import { byExtension, byName } from './language-table.js'

/**
 * The language of a file by its extension, then by its name; null when neither tells. The few names
 * that have an extension of their own kind (`CMakeLists.txt`) go before it.
 */
export function languageOf(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 ? name.slice(dot + 1) : ''
  return byName.get(name) ?? byExtension.get(extension) ?? null
}
