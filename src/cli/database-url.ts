import { parseArgs } from 'node:util'
import { readConfig } from '../config.js'
import { embeddedUrls } from '../database/embedded.js'
import { runDoor } from '../platform/door.js'
import { Problem } from '../platform/errors.js'

/** Prints the running role's connection string, for psql; with `--owner` the owner's. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { owner: { type: 'boolean', default: false } } })
  const config = readConfig()
  const told = config.ownerUrl && config.appUrl
  const urls = told
    ? { ownerUrl: config.ownerUrl, appUrl: config.appUrl }
    : embeddedUrls(config.dataFolder)
  if (!urls) {
    throw new Problem(
      'There is no database yet.',
      'npm start makes one, and npm run migrate does too.',
    )
  }
  console.log(values.owner ? urls.ownerUrl : urls.appUrl)
}

await runDoor(main)
