import { parseArgs } from 'node:util'
import { anonymize } from '../anonymize/anonymize.js'
import { readConfig } from '../config.js'
import { runDoor } from '../platform/door.js'
import { Problem } from '../platform/errors.js'

const usage = `npm run -s anonymize -- --from URL --to URL

Copies a database for development, with a pseudonym in the place of every name, address, path and text.
Both URLs are connections of the databases' owners; --to is empty. It ends with a check that looks for
every original text in the copy, and keeps nothing of a copy that holds one.`

function isPostgres(url: string): boolean {
  return URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)
}

function readOptions(): { from: string; to: string } | null {
  const options = {
    from: { type: 'string' },
    to: { type: 'string' },
    help: { type: 'boolean' },
  } as const
  let values: { from?: string | undefined; to?: string | undefined; help?: boolean | undefined }
  try {
    values = parseArgs({ options }).values
  } catch {
    throw new Problem('This takes --from and --to.', 'See npm run -s anonymize -- --help.')
  }
  if (values.help) return null
  const { from, to } = values
  if (!from || !to || !isPostgres(from) || !isPostgres(to)) {
    throw new Problem(
      '--from and --to each take the address of a PostgreSQL database.',
      'It looks like postgresql://role:password@host:5432/name.',
    )
  }
  return { from, to }
}

/** Makes an anonymized copy, and prints what it takes to sign in to it. */
async function main(): Promise<void> {
  const asked = readOptions()
  if (!asked) return console.log(usage)
  if (readConfig().isProduction) {
    throw new Problem(
      'Here is production (NODE_ENV): nothing is anonymized from here.',
      'Run it on a machine that reaches the source and the development database.',
    )
  }
  const onStep = (sentence: string) => console.log(sentence)
  const { companies, rows, check, password, owners } = await anonymize({ ...asked, onStep })
  console.log(
    `Copied ${companies} companies in ${rows} rows; none of ${check.originals} original texts is in the copy.`,
  )
  console.log(`Everybody’s password there: ${password}`)
  for (const { company, email } of owners) console.log(`An owner of ${company}: ${email}`)
}

await runDoor(main)
