import { describe, expect, test } from 'vitest'
import { settle } from '../../src/analysis/settle.js'
import { nowhere } from '../../src/audit/traces.js'
import { mergeDevelopers } from '../../src/people/developer-merges.js'
import { addMember } from '../../src/people/memberships.js'
import { createTeam } from '../../src/people/teams.js'
import { checkRollUps } from '../../src/roll-ups/check-roll-ups.js'
import { refreshTeam } from '../../src/roll-ups/refresh-roll-ups.js'
import { makeApp } from '../support/app.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { developerId } from '../support/people.js'

const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`

/** Ada on the 4th, 5th and 6th, Grace on the 5th. */
async function filled() {
  const company = await makeCompany({ timeZone: 'UTC' })
  const place = await makeRepository(company)
  await storeCommits(company, place, [
    ...[4, 5, 6].map((day) => makeCommit({ authoredAt: at(day) })),
    makeCommit({ authoredAt: at(5), authorName: 'Grace' }),
  ])
  const team = await company.work((db) => createTeam(db, 'Payments', told(company)))
  return { company, team, place }
}

const told = (company: TestCompany) => ({ actorId: company.owner.id, from: nowhere })

async function join(company: TestCompany, teamId: bigint, who: string, from: number, to?: number) {
  const id = await developerId(company, who)
  const days = { from: at(from).slice(0, 10), to: to ? at(to).slice(0, 10) : null }
  await company.work(async (db) => {
    await addMember(db, { teamId, developerId: id, days }, told(company))
    await refreshTeam(db, teamId)
  })
}

const rows = (company: TestCompany, teamId: bigint) =>
  company.work(async (db) => {
    const found = await db.teamDay.findMany({ where: { teamId }, orderBy: { localDay: 'asc' } })
    return found.map(({ localDay, commits }) => [localDay.getUTCDate(), commits])
  })

const agrees = async (company: TestCompany) =>
  expect(await company.work((db) => checkRollUps(db))).toEqual([])

describe('a day of a team', () => {
  test('is of whoever was in it on the day', async () => {
    const { company, team } = await filled()
    await join(company, team, 'Ada', 5)
    await join(company, team, 'Grace', 1, 4)
    expect(await rows(company, team)).toEqual([
      [5, 1],
      [6, 1],
    ])
    await agrees(company)
  })

  test('counts for both teams of somebody in two', async () => {
    const { company, team } = await filled()
    const other = await company.work((db) => createTeam(db, 'Platform', told(company)))
    await join(company, team, 'Ada', 5, 5)
    await join(company, other, 'Ada', 5)
    await join(company, other, 'Grace', 5)
    expect(await rows(company, team)).toEqual([[5, 1]])
    expect(await rows(company, other)).toEqual([
      [5, 2],
      [6, 1],
    ])
    await agrees(company)
  })

  test('follows new commits', async () => {
    const { company, team, place } = await filled()
    await join(company, team, 'Ada', 1)
    await storeCommits(company, place, [makeCommit({ authoredAt: at(9) })])
    expect(await rows(company, team)).toEqual([...[4, 5, 6, 9].map((day) => [day, 1])])
    await agrees(company)
  })

  test('follows a merge: what the other did on days of the membership is the team’s too', async () => {
    const { company, team } = await filled()
    await join(company, team, 'Ada', 5)
    const [intoId, fromId] = [
      await developerId(company, 'Grace'),
      await developerId(company, 'Ada'),
    ]
    await company.work(async (db) => {
      const developerIds = await mergeDevelopers(db, { intoId, fromId }, company.owner.id)
      await settle(db, { developerIds: developerIds ?? [] })
    })
    expect(await rows(company, team)).toEqual([
      [5, 2],
      [6, 1],
    ])
    await agrees(company)
  })

  test('follows the pages on which an admin adds, changes and removes a member', async () => {
    const { company, team } = await filled()
    const owner = await makeApp().visitor().signIn(company.owner)
    const developer = String(await developerId(company, 'Ada'))
    const page = `/settings/teams/${team}`
    const send = (path: string, fields: object) => owner.post('/repositories', path, fields)
    await send(`${page}/members`, { developer, from: '2026-03-05', to: '' })
    expect(await rows(company, team)).toEqual([
      [5, 1],
      [6, 1],
    ])
    const { id } = await company.work((db) => db.teamMembership.findFirstOrThrow())
    await send(`${page}/members/${id}`, { from: '2026-03-04', to: '2026-03-05' })
    expect(await rows(company, team)).toEqual([
      [4, 1],
      [5, 1],
    ])
    await agrees(company)
    await send(`${page}/members/${id}/remove`, {})
    expect(await rows(company, team)).toEqual([])
    await agrees(company)
  })
})
