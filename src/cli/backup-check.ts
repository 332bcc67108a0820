import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.js'
import { checkBackup } from '../database/check-backup.js'
import { startEmbedded } from '../database/embedded.js'
import { makeDatabase, mustBeEmpty } from '../database/empty-database.js'
import type { DatabaseSums } from '../database/table-sums.js'
import { runDoor } from '../platform/door.js'
import { Problem } from '../platform/errors.js'

/** A line for each table that holds anything. */
function describe({ tables }: DatabaseSums): string {
  const filled = [...tables].filter(([, { rows }]) => rows > 0n)
  const width = Math.max(0, ...filled.map(([name]) => name.length))
  return filled
    .map(([name, { rows, checksum }]) => {
      const sum = BigInt(checksum).toString(16).slice(-12)
      return `  ${name.padEnd(width)}  ${rows} ${rows === 1n ? 'row' : 'rows'}, checksum ${sum}`
    })
    .join('\n')
}

/**
 * Dumps the database as its owner, restores the dump into an empty one and compares them.
 * `--into URL` names that database, by its owner; without it one is made beside the other and dropped
 * afterwards. `--keep FILE` keeps the dump. Leaves with 1 when anything differs.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { into: { type: 'string' }, keep: { type: 'string' } } })
  const { ownerUrl, appUrl, databaseTls: tls, dataFolder, searchPath } = readConfig()
  const isTold = ownerUrl !== null && appUrl !== null
  const server = isTold ? null : await startEmbedded(dataFolder)
  const urls = isTold ? { ownerUrl, appUrl } : server!
  const folder = mkdtempSync(join(tmpdir(), 'codevisto-'))
  const file = values.keep ? resolve(values.keep) : join(folder, 'backup.dump')
  const made = values.into
    ? null
    : await makeDatabase(server?.superUrl ?? urls.ownerUrl, urls.ownerUrl, tls)
  try {
    if (values.into) await mustBeEmpty(values.into, tls)
    const intoUrl = values.into ?? made!.url
    const onStep = (sentence: string) => console.log(sentence)
    const told = { ownerUrl: urls.ownerUrl, appUrl: urls.appUrl }
    const { sums, differences } = await checkBackup({
      ...{ ...told, intoUrl, tls, file, searchPath, onStep },
    })
    console.log(describe(sums))
    if (differences.length > 0) {
      const all = differences.map((sentence) => `  ${sentence}`).join('\n')
      console.log(`The restored database is not the one that was dumped:\n${all}`)
      throw new Problem('This backup does not hold.', 'Keep the last one that did, and look why.')
    }
    const mebibytes = (statSync(file).size / 2 ** 20).toFixed(1)
    console.log(
      `The backup holds: ${sums.tables.size} tables have the same rows after the restore, and the same ` +
        `${sums.structure.size} keys, indexes, policies, triggers and functions. The dump has ${mebibytes} MiB.` +
        (values.keep ? ` It is ${file}.` : ''),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await made?.drop()
    // One that npm start keeps running is not ours to stop.
    if (server && !server.isAdopted) await server.stop()
  }
}

await runDoor(main)
