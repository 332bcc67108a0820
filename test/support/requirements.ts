import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemPrograms } from './system-postgres.js'

/** What some tests need beyond Node, npm and git. */
export type Requirement = 'redis' | 'chromium' | 'postgres' | 'shared'

/** The design folder beside the repository, where it is present. */
export const sharedFolder = fileURLToPath(new URL('../../../shared/', import.meta.url))

const isThere: Record<Requirement, () => boolean> = {
  redis: () => spawnSync('redis-server', ['--version']).status === 0,
  chromium: () => chromiumPath() !== null,
  postgres: () => systemPrograms() !== null,
  shared: () => existsSync(sharedFolder),
}

/** Where this machine's Chromium is, or null. */
export function chromiumPath(): string | null {
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  const folders = (process.env.PATH ?? '').split(delimiter)
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return paths.find((path) => existsSync(path)) ?? null
}

/**
 * Whether tests that need this must be skipped. Where CODEVISTO_REQUIRE names it, its absence is a
 * failure instead.
 */
export function isMissing(requirement: Requirement): boolean {
  if (isThere[requirement]()) return false
  const required = (process.env.CODEVISTO_REQUIRE ?? '').split(',')
  if (required.includes(requirement)) {
    throw new Error(`CODEVISTO_REQUIRE asks for ${requirement}, and it is not on this machine.`)
  }
  console.warn(`Skipped: ${requirement} is not on this machine.`)
  return true
}
