/** How the commits came to be readable. */
export type CloneMethod =
  | 'in place'
  | 'shallow'
  | 'shallow, widened'
  | 'shallow with files'
  | 'complete history without blobs'
  | 'full clone'
