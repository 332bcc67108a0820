import { mkdirSync } from 'node:fs'
import { openSecrets } from './data-folder.js'

/** The key to what is encrypted; a lone process in development shares that of the data folder. */
export function masterKeyOf({
  masterKey,
  dataFolder,
}: {
  masterKey: string | null
  dataFolder: string
}): string {
  if (masterKey) return masterKey
  mkdirSync(dataFolder, { recursive: true })
  return openSecrets(dataFolder).MASTER_KEY
}
