import { createHash } from 'node:crypto'
import { assignDevelopers } from '../../src/people/assign-developers.js'
import type { TestCompany } from './company.js'

export interface SaidIdentity {
  name: string
  email: string
  mailmapName?: string | null
  mailmapEmail?: string | null
}

/** "Ann Miller <ann@acme.io>", and behind an arrow what a .mailmap makes of it. */
export function said(text: string): SaidIdentity {
  const [own = '', mapped] = text.split(' => ')
  const read = (part: string) => {
    const [, name = '', email = ''] = /^(.*?) ?<(.*)>$/.exec(part) ?? []
    return { name, email }
  }
  const { name, email } = read(own)
  if (mapped === undefined) return { name, email }
  const target = read(mapped)
  return {
    ...{ name, email },
    mailmapName: target.name === name ? null : target.name,
    mailmapEmail: target.email === email ? null : target.email,
  }
}

/** Identities as an analysis brings them: without a developer yet. */
export async function addIdentities(
  company: TestCompany,
  identities: readonly (SaidIdentity | string)[],
): Promise<void> {
  const data = identities.map((one) => {
    const identity = typeof one === 'string' ? said(one) : one
    const digest = createHash('sha256').update(`${identity.name}\0${identity.email}`).digest()
    return { companyId: company.id, ...identity, digest }
  })
  await company.work((db) => db.identity.createMany({ data, skipDuplicates: true }))
}

/** Adds identities and gives all of them developers. */
export async function arrive(
  company: TestCompany,
  ...identities: (SaidIdentity | string)[]
): Promise<bigint[]> {
  await addIdentities(company, identities)
  return company.work((db) => assignDevelopers(db))
}

/** Who is who: each developer that has identities, by name, with its addresses. */
export async function whoIsWho(company: TestCompany): Promise<Record<string, string[]>> {
  const rows = await company.work((db) =>
    db.developer.findMany({
      where: { identities: { some: {} } },
      select: { name: true, identities: { select: { name: true, email: true } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    }),
  )
  return Object.fromEntries(
    rows.map(({ name, identities }) => [
      name,
      identities.map((one) => `${one.name} <${one.email}>`).toSorted(),
    ]),
  )
}

/** The id of the one developer of this name. */
export async function developerId(company: TestCompany, name: string): Promise<bigint> {
  const found = await company.work((db) =>
    db.developer.findMany({ where: { name, identities: { some: {} } }, select: { id: true } }),
  )
  if (found.length !== 1) throw new Error(`There are ${found.length} developers called ${name}.`)
  return found[0]!.id
}
