import type { FolderActivity } from '../metrics/folders.js'
import { type Filters, link } from './filters.js'
import type { FolderRow } from './overview-types.js'

/** The most active folders, each with its commits a click away. */
export const folderRows = (
  filters: Filters,
  folders: readonly FolderActivity[],
  names: ReadonlyMap<bigint, string>,
  all: number,
): FolderRow[] =>
  folders.map(({ repositoryId, folder, commits }) => ({
    repository: names.get(repositoryId) ?? '',
    ...{ folder, commits, share: all > 0 ? commits / all : 0 },
    href: link('/commits', filters, { repo: String(repositoryId), folder: folder || '.' }),
  }))
