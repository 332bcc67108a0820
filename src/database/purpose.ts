import type pg from 'pg'

/** What a database is for. Said as the comment of a schema, which its owner may always write. */
const words = {
  production: 'Codevisto: production.',
  copy: 'Codevisto: an anonymized copy.',
} as const

export type Purpose = keyof typeof words

/** Makes a database say what it is for. */
export async function sayPurpose(client: pg.Client, purpose: Purpose): Promise<void> {
  await client.query(`COMMENT ON SCHEMA directory IS '${words[purpose]}'`)
}

/** What a database says it is for; null where it says nothing. */
export async function readPurpose(client: pg.Client): Promise<Purpose | null> {
  const { rows } = await client.query<{ said: string | null }>(
    "SELECT obj_description(to_regnamespace('directory'), 'pg_namespace') AS said",
  )
  const found = Object.entries(words).find(([, sentence]) => sentence === rows[0]?.said)
  return (found?.[0] as Purpose | undefined) ?? null
}
