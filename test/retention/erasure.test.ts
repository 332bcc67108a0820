import { beforeEach, describe, expect, test } from 'vitest'
import { record as recordEntry } from '../../src/audit/record.js'
import { nowhere } from '../../src/audit/traces.js'
import { verifyAudit } from '../../src/audit/verify.js'
import { renameDeveloper } from '../../src/people/developer-corrections.js'
import { erasureStep } from '../../src/retention/erasure-steps.js'
import { requestErasure } from '../../src/retention/erasures.js'
import { checkRollUps } from '../../src/roll-ups/check-roll-ups.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeRepository, requestAgain, storeCommits } from '../support/facts.js'
import { orphans } from '../support/orphans.js'
import {
  hostComment,
  hostCommit,
  hostPerson,
  makeConnected,
  may,
  pullRequest,
  storeFacts,
} from '../support/pull-request-fixtures.js'
import { drive } from '../support/retention.js'
import { snapshot } from '../support/snapshot.js'

const name = 'Maya Kowalski'
const email = 'maya.kowalski@acme.io'
const second = 'maya@home.example'
const username = 'mkowalski'
const told = [name, email, second, username, 'Kowalski']

const maya = hostPerson(username, { name, email })
const ben = hostPerson('ben')

const commits = [
  makeCommit({
    ...{ authorName: name, authorEmail: email, subject: 'Pay by card' },
    message: `Pay by card\n\nSigned-off-by: ${name} <${email}>`,
  }),
  makeCommit({ authorName: name, authorEmail: second, mailmapEmail: email }),
  makeCommit({
    ...{ authorName: 'Ben', subject: `Revert what ${name} did` },
    message: `Revert what ${name} did\n\nAsked by ${email}, and @${username} agreed.\n\nCo-authored-by: ${name} <${second}>\nHelped-by: maya kowalski`,
  }),
]

const pull = () =>
  pullRequest(7, {
    ...{
      author: maya,
      mergedBy: ben,
      title: `Take ${name}'s change in`,
      headBranch: `${username}/pay`,
    },
    comments: [hostComment(ben, may(4, 16), `Thanks @${username}, or ${email}.`)],
    commits: [hostCommit(maya, may(4, 8), { authorName: name, authorEmail: second })],
  })

interface Made {
  company: TestCompany
  place: Awaited<ReturnType<typeof makeRepository>>
  connected: Awaited<ReturnType<typeof makeConnected>>
  developerId: bigint
}

async function make(): Promise<Made> {
  const company = await makeCompany()
  const place = await makeRepository(company)
  await storeCommits(company, place, commits)
  const connected = await makeConnected(company)
  await storeFacts(company, connected, [pull()])
  const found = await company.work((db) => db.developer.findFirstOrThrow({ where: { name } }))
  await company.work(async (db) => {
    const deed = { action: 'developer.bot-decided', after: { mark: 'person' } } as const
    const by = { actorId: company.owner.id, subjectId: found.id, from: nowhere }
    await recordEntry(db, { ...deed, ...by })
  })
  return { company, place, connected, developerId: found.id }
}

async function erase({ company, developerId }: Made, isKilled?: (at: number) => boolean) {
  const by = { actorId: company.owner.id, from: nowhere }
  const id = await company.work((db) => requestErasure(db, developerId, by))
  return drive(company, (queries) => erasureStep(queries, id!), isKilled)
}

const sums = (company: TestCompany) =>
  company.work(async (db) => {
    const of = { omit: { companyId: true } } as const
    const days = await db.commitDay.findMany(of)
    const pulls = await db.pullRequest.findMany({
      select: { cycleSeconds: true, reviewDepth: true, isSelfMerged: true, authorId: true },
    })
    return { days, pulls }
  })

async function isNowhere({ company }: Made): Promise<void> {
  const all = (await snapshot(company.id)).toLowerCase()
  for (const word of told) expect(all.includes(word.toLowerCase()), word).toBe(false)
}

let made: Made

beforeEach(async () => {
  made = await make()
})

describe('an erasure', () => {
  test('leaves no name, address or username anywhere, and every number as it was', async () => {
    const { company, developerId } = made
    const other = await make()
    const [before, theirs] = [await sums(company), await snapshot(other.company.id)]
    await erase(made)
    await isNowhere(made)
    expect(await sums(company)).toEqual(before)
    expect(await snapshot(other.company.id)).toBe(theirs)
    expect(await company.work(checkRollUps)).toEqual([])
    expect(await orphans()).toEqual([])
    const pseudonym = `Erased person ${developerId}`
    await company.work(async (db) => {
      const developer = await db.developer.findFirstOrThrow({ where: { id: developerId } })
      expect(developer.name).toBe(pseudonym)
      const reverted = await db.commit.findFirstOrThrow({
        where: { subject: { contains: 'Revert' } },
      })
      expect(reverted.message).toBe(
        `Revert what ${pseudonym} did\n\nAsked by erased@erased.invalid, and @erased agreed.\n\n` +
          `Co-authored-by: ${pseudonym} <erased@erased.invalid>\nHelped-by: ${pseudonym}`,
      )
      expect(await db.erasure.findFirstOrThrow()).toMatchObject({
        ...{ stage: 'done', developerId },
        counts: { commits: 2, pull_requests: 1, comments: 1, identities: 2, accounts: 1 },
      })
    })
    const audit = await verifyAudit(company.database, company.id, null)
    expect(audit.findings).toEqual([])
  })

  test('ends in the same state wherever it is killed', async () => {
    await erase(made, (at) => at % 3 !== 2)
    await isNowhere(made)
    expect(await made.company.work(checkRollUps)).toEqual([])
  })

  test('cannot be undone by reading commits and pull requests again', async () => {
    const { company, place, connected, developerId } = made
    await erase(made)
    const ids = await company.work((db) => db.identity.count())
    await company.work((db) => db.commit.deleteMany({}))
    const analysisId = await requestAgain(company, place.repositoryId)
    const late = makeCommit({ authorName: 'M. K.', authorEmail: email.toUpperCase() })
    await storeCommits(company, { ...place, analysisId }, [...commits, late])
    const again = pull()
    again.updatedAt = may(9)
    await storeFacts(company, connected, [again])
    await isNowhere(made)
    await company.work(async (db) => {
      const theirs = await db.commit.count({ where: { author: { developerId } } })
      expect(theirs).toBe(3)
      expect(await db.identity.count()).toBe(ids)
      const [found] = await db.pullRequest.findMany({ include: { author: true } })
      expect(found!.author!.developerId).toBe(developerId)
    })
    expect(await orphans()).toEqual([])
  })

  test('takes those along who were merged into the developer, and stays after a correction', async () => {
    const { company, developerId } = made
    await erase(made)
    await company.work((db) => renameDeveloper(db, developerId, ''))
    const found = await company.work((db) =>
      db.developer.findFirstOrThrow({ where: { id: developerId } }),
    )
    expect(found.name).toBe(`Erased person ${developerId}`)
  })

  test('of nobody is nothing', async () => {
    const { company } = made
    const by = { actorId: company.owner.id, from: nowhere }
    expect(await company.work((db) => requestErasure(db, 999_999_999n, by))).toBeNull()
  })
})
