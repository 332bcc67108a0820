import { factsOf } from '../files/file-kinds.js'
import { keptExtensions, keptFiles, keptFolders, keptMarkers } from './kept-words.js'
import { titled } from './letter-case.js'
import type { Draw } from './pseudonyms.js'
import { wordsOf } from './vocabulary.js'

const prefix = /^(test_|zz_generated)/i
const ending = /([._-](?:tests?|specs?|e2e|min|pb2|pb2_grpc|pb))$/i
const camelEnding = /(?<=[a-z0-9])(TestCase|Tests|Test|Spec|IT)$/

/** A name's own part in words, as it is written: "CartLines", "cart_lines", "cart-lines". */
function wordOfName(core: string, count: number, draw: Draw): string {
  if (core === '') return core
  const words = wordsOf(draw(`path ${count}`, core), count)
  const isCapital = /^\p{Lu}/u.test(core)
  if (isCapital && !/[\s._-]/.test(core)) return words.map(titled).join('')
  return words.map((word) => (isCapital ? titled(word) : word)).join(core.includes('_') ? '_' : '-')
}

/** The same with what tells a test, a tool's or a hidden file. */
function marked(stem: string, count: number, draw: Draw): string {
  const dot = stem.startsWith('.') ? '.' : ''
  let core = stem.slice(dot.length)
  const first = prefix.exec(core)?.[0] ?? ''
  core = core.slice(first.length)
  const last = (ending.exec(core) ?? camelEnding.exec(core))?.[0] ?? ''
  core = core.slice(0, core.length - last.length)
  return dot + first + wordOfName(core, count, draw) + last
}

/** A folder: a word that all know, or a pseudonym, the same wherever it stands. */
export const folderOf = (folder: string, draw: Draw): string =>
  keptFolders.has(folder.toLowerCase()) ? folder : marked(folder, 2, draw)

/** A file's name, its extension and its markers kept where they are known. */
export function fileOf(name: string, draw: Draw): string {
  if (keptFiles.has(name.toLowerCase())) return name
  const parts = name.split('.')
  const kept: string[] = []
  const isKnown = (part: string, known: ReadonlySet<string>) => known.has(part.toLowerCase())
  const isStem = () => parts.length === 1 || (parts.length === 2 && parts[0] === '')
  if (!isStem()) {
    const extension = parts.pop()!
    kept.unshift(isKnown(extension, keptExtensions) ? extension : wordOfName(extension, 1, draw))
  }
  while (!isStem() && isKnown(parts.at(-1)!, keptMarkers)) kept.unshift(parts.pop()!)
  return [marked(parts.join('.'), 3, draw), ...kept].join('.')
}

/** Names that tell a kind by themselves, for a file whose own did by a word that is not kept. */
function renamed(name: string): string[] {
  const dot = name.lastIndexOf('.')
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  return [
    ...['.generated', '.min', '.test', '.config'].map((mark) => stem + mark + extension),
    ...[`jquery-${stem}${extension}`, `${name}.json`, `${name}.md`, `dockerfile-${stem}`],
    ...[`requirements-${stem}.txt`, `readme.${stem}${extension}`],
  ]
}

/**
 * A path part by part. A file of one kind and language stays of that kind and language
 * (files/file-kinds.ts), if need be by a name that says so.
 */
export function pathOf(path: string, draw: Draw): string {
  const folders = path.split('/')
  const name = folders.pop()!
  const before = folders.map((folder) => folderOf(folder, draw))
  const made = [...before, fileOf(name, draw)].join('/')
  const told = factsOf(path)
  const isAlike = (other: string) => {
    const { kind, language } = factsOf(other)
    return kind === told.kind && language === told.language
  }
  if (isAlike(made)) return made
  const others = renamed(fileOf(name, draw)).map((other) => [...before, other].join('/'))
  return others.find(isAlike) ?? made
}

/** The first levels of a path, as paths.folder keeps them. */
export const foldersOf = (folder: string, draw: Draw): string =>
  folder
    .split('/')
    .map((part) => (part === '' ? part : folderOf(part, draw)))
    .join('/')

/** A glob: its signs stay, its words are what the paths they match have become. */
export function patternOf(pattern: string, draw: Draw): string {
  const parts = pattern.split('/')
  return parts
    .map((part, at) => {
      if (part === '') return part
      const isFile = at === parts.length - 1 && /\.\w+$/.test(part)
      if (!/[*?{}[\],!]/.test(part)) return isFile ? fileOf(part, draw) : folderOf(part, draw)
      return part.replace(/[^*?{}[\],!.]+/g, (word) => {
        const small = word.toLowerCase()
        const isKnown = [keptFolders, keptMarkers, keptExtensions].some((list) => list.has(small))
        return isKnown ? word : folderOf(word, draw)
      })
    })
    .join('/')
}
