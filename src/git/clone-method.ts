/** How the commits came to be readable. */
export type CloneMethod =
  | 'in place'
  | 'nothing new'
  | 'new commits only'
  | 'shallow'
  | 'shallow, widened'
  | 'shallow with files'
  | 'complete history without blobs'
  | 'full clone'
