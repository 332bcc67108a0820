import { parseArgs } from 'node:util'
import { readConfig } from '../config.js'
import { openDatabase } from '../database/client.js'
import { auditedCompanies } from '../database/directory.js'
import { startEmbedded } from '../database/embedded.js'
import { inBulk } from '../database/staging.js'
import { runDoor } from '../platform/door.js'
import { Problem } from '../platform/errors.js'
import { checkRollUps, type Difference } from '../roll-ups/check-roll-ups.js'
import { refreshRollUps } from '../roll-ups/refresh-roll-ups.js'

const most = 20

/** The sentences about one company. */
function describe(companyId: bigint, differences: Difference[]): string {
  if (differences.length === 0) return `company ${companyId}: the roll-ups agree with the facts.`
  return [
    `company ${companyId}: ${differences.length} days differ.`,
    ...differences
      .slice(0, most)
      .map(
        ({ table, repositoryId, day, rows }) =>
          `  ${table}, repository ${repositoryId}, ${day}: ${rows} rows`,
      ),
    ...(differences.length > most ? [`  and ${differences.length - most} more`] : []),
  ].join('\n')
}

/**
 * Compares the roll-ups of every company with the facts; with `--repair` makes them anew where they
 * differ. Leaves with 1 when a difference was found.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { repair: { type: 'boolean', default: false } } })
  const config = readConfig()
  const server = config.appUrl ? null : await startEmbedded(config.dataFolder)
  const database = openDatabase(config.appUrl ?? server!.appUrl)
  let off = 0
  try {
    for await (const companyId of auditedCompanies(database)) {
      const differences = await inBulk(database, companyId, checkRollUps)
      const repositoryIds = new Set(differences.map(({ repositoryId }) => repositoryId))
      for (const id of values.repair ? repositoryIds : []) {
        await inBulk(database, companyId, (queries) =>
          refreshRollUps(queries, { repositoryIds: [id] }),
        )
      }
      if (differences.length > 0) off += 1
      console.log(describe(companyId, differences))
    }
  } finally {
    await database.close()
    // One that npm start keeps running is not ours to stop.
    if (server && !server.isAdopted) await server.stop()
  }
  if (off === 0) return
  throw new Problem(
    `The roll-ups of ${off} ${off === 1 ? 'company' : 'companies'} were not what the facts say.`,
    values.repair ? 'They have been made anew.' : 'Run it with --repair to make them anew.',
  )
}

await runDoor(main)
