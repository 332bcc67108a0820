import { realpathSync, statSync } from 'node:fs'
import { isIP } from 'node:net'
import { homedir } from 'node:os'
import { basename, isAbsolute, join } from 'node:path'
import { type Outbound, resolveOutbound } from '../code-hosts/outbound-address.js'

/** Where a repository's history comes from, as typed by a person and found acceptable. */
export type Source =
  | { kind: 'remote'; url: string; name: string; key: string }
  | { kind: 'local'; path: string; name: string; key: string }

/** Why a source is refused and what to do instead, in one or two sentences. */
export class SourceRefused extends Error {
  override name = 'SourceRefused'
}

export interface SourceRules {
  /** Folders of this machine may be read: only where the person typing owns the machine. */
  allowsLocalPaths: boolean
  /** Origins that may be read although they are not public https. */
  outboundAllow: readonly string[]
}

const longest = 2_000
const control = /[\u0000-\u001f\u007f]/

const hasControl = () =>
  new SourceRefused('The address has a line break or another control character in it.')

function localSource(path: string): Source {
  const expanded = path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path
  let real: string
  try {
    real = realpathSync(expanded)
    if (!statSync(real).isDirectory()) throw new Error('not a folder')
  } catch {
    throw new SourceRefused('There is no such folder on this machine. Check the path.')
  }
  const name = basename(real) === '.git' ? basename(join(real, '..')) : basename(real, '.git')
  return { kind: 'local', path: real, name: name || real, key: `local:${real}` }
}

function parse(text: string): URL {
  if (/^[\w.-]+@[\w.-]+:/.test(text) || text.startsWith('ssh:')) {
    throw new SourceRefused('SSH addresses are not read. Use the https address of the repository.')
  }
  if (!URL.canParse(text)) {
    throw new SourceRefused('This is not an address. It looks like https://host/owner/name.git.')
  }
  return new URL(text)
}

function remoteSource(url: URL, { outboundAllow }: SourceRules): Source {
  const isAllowed = outboundAllow.includes(url.origin)
  if (url.username || url.password) {
    throw new SourceRefused(
      'Leave the name and password out of the address: they are not kept here.',
    )
  }
  if (url.protocol !== 'https:' && !(isAllowed && url.protocol === 'http:')) {
    throw new SourceRefused(
      'Only https addresses are read. Use the https address of the repository.',
    )
  }
  if (url.search || url.hash) {
    throw new SourceRefused('The address has a ? or # in it. Use the plain clone address.')
  }
  if (url.port && !isAllowed) {
    throw new SourceRefused(`Port ${url.port} is not read. Use the ordinary https address.`)
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!isAllowed && (isIP(host) || !/^[^.].*\.[^.]+$/.test(host))) {
    throw new SourceRefused('Use the public name of the host, not a number or a local name.')
  }
  const path = url.pathname.replace(/\/+$/, '').replace(/\.git$/i, '')
  const parts = path.split('/').filter((part) => part !== '')
  if (parts.length === 0) {
    throw new SourceRefused('The address names a host and no repository. Add the path to it.')
  }
  const name = parts.slice(-2).map(decode).join('/')
  if (control.test(name)) throw hasControl()
  const key = `${url.origin}/${parts.join('/')}`.toLowerCase()
  return { kind: 'remote', url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, name, key }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/**
 * Reads what a person typed. Asks nobody: no look-up, no connection.
 * @throws SourceRefused with the reason and the way out
 */
export function readSource(typed: string, rules: SourceRules): Source {
  const text = typed.trim()
  if (text === '') throw new SourceRefused('Type the clone address of a repository.')
  if (text.length > longest) throw new SourceRefused('This address is too long to be one.')
  if (control.test(text)) throw hasControl()
  if (isAbsolute(text) || text === '~' || text.startsWith('~/')) {
    if (rules.allowsLocalPaths) return localSource(text)
    throw new SourceRefused('Folders of this server are not read. Use the https clone address.')
  }
  if (text.startsWith('-') || /\s/.test(text)) {
    throw new SourceRefused('This is not an address. It looks like https://host/owner/name.git.')
  }
  const url = parse(text)
  if (/\/(\.|%2e){1,2}(\/|$)/i.test(text)) {
    throw new SourceRefused('The path has . or .. in it. Use the plain clone address.')
  }
  return remoteSource(url, rules)
}

/**
 * Asks where a remote source's host really is, at the moment of use.
 * @returns the address to hold the connection to, or null where the origin is allowed by name
 * @throws SourceRefused when it leads inside, or nobody knows it
 */
export async function locateSource(
  url: string,
  { outboundAllow }: Pick<SourceRules, 'outboundAllow'>,
  resolve: (hostname: string) => Promise<Outbound> = resolveOutbound,
): Promise<string | null> {
  const { origin, hostname } = new URL(url)
  if (outboundAllow.includes(origin)) return null
  const found = await resolve(hostname)
  if (found.kind === 'public') return found.address
  throw new SourceRefused(
    found.kind === 'inside'
      ? `${hostname} leads to a private network, which is not read from here.`
      : `There is no host named ${hostname}, or it cannot be looked up now. Check the address.`,
  )
}

/** Whether a stored source is a folder of this machine. */
export const isLocalSource = (stored: string) => isAbsolute(stored)
