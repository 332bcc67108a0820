import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from './errors.js'
import type { Message } from './mail.js'

/** A mail in the outbox of a machine without a mail server. */
export interface OutboxMail extends Message {
  id: string
  /** Null for somebody who is of no company yet. */
  companyId: string | null
  at: string
}

/** Older mails make room. */
const most = 200

/** Files, not rows: links in them are keys, and keys do not lie in the database. */
const isMail = (file: string) => /^\d{13}-[0-9a-f]{16}\.json$/.test(file)

async function names(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter(isMail).sort().reverse()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

/** Puts a mail into the folder, readable by its owner only. */
export async function leaveInOutbox(
  folder: string,
  message: Message,
  companyId: bigint | null,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const now = new Date()
  const id = `${String(now.getTime()).padStart(13, '0')}-${randomBytes(8).toString('hex')}`
  const company = companyId === null ? null : String(companyId)
  const mail: OutboxMail = { ...message, id, companyId: company, at: now.toISOString() }
  const unfinished = join(folder, `${id}.part`)
  await writeFile(unfinished, JSON.stringify(mail), { mode: 0o600 })
  await rename(unfinished, join(folder, `${id}.json`))
  for (const file of (await names(folder)).slice(most))
    await rm(join(folder, file), { force: true })
}

/** The newest mails first. */
export async function readOutbox(folder: string, count: number): Promise<OutboxMail[]> {
  const files = (await names(folder)).slice(0, count)
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return texts.map((text) => JSON.parse(text) as OutboxMail)
}
