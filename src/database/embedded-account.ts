import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Problem } from '../platform/errors.js'

/** The account that PostgreSQL runs under; null is whoever started us. */
export type Account = { uid: number; gid: number } | null

function lookUp(name: string): Account {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

/**
 * PostgreSQL refuses to run as root, so root borrows an account without rights: `postgres` where
 * there is one, else one made for us. Everybody else runs it as themselves.
 * @throws Problem when root can neither find nor make one
 */
export function embeddedAccount(): Account {
  if (process.getuid?.() !== 0) return null
  const found = lookUp('postgres') ?? lookUp('codevisto')
  if (found) return found
  const options = ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'codevisto']
  spawnSync('useradd', options, { stdio: 'ignore' })
  const made = lookUp('codevisto') ?? lookUp('nobody')
  if (made) return made
  throw new Problem(
    'PostgreSQL refuses to run as root, and no account could be made for it.',
    'Run npm start as another user, or set DATABASE_URL to a PostgreSQL server.',
  )
}

/** Whether the account may enter a folder and read a file in it. */
export function canReach(account: Account, path: string): boolean {
  if (account === null) return true
  const asked = spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', path], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  })
  return asked.status === 0
}
