import { describe, expect, test } from 'vitest'
import {
  addRepository,
  findRepository,
  listRepositories,
} from '../../src/repositories/repositories.js'
import { readSource } from '../../src/repositories/source.js'
import { makeCompany } from '../support/company.js'

const source = (typed: string) => readSource(typed, { allowsLocalPaths: false, outboundAllow: [] })
const express = source('https://github.com/expressjs/express.git')

describe('adding a repository', () => {
  test('keeps its address as git takes it', async () => {
    const company = await makeCompany()
    const { repository, isNew } = await company.work((db) => addRepository(db, express))
    expect(isNew).toBe(true)
    expect(repository).toMatchObject({
      ...{ name: 'expressjs/express', source: 'https://github.com/expressjs/express.git' },
      defaultBranch: null,
    })
  })

  test('finds it where the company has it in another spelling', async () => {
    const company = await makeCompany()
    const first = await company.work((db) => addRepository(db, express))
    for (const typed of ['https://GitHub.com/ExpressJS/express/', express.key]) {
      const again = await company.work((db) => addRepository(db, source(typed)))
      expect(again).toEqual({ repository: first.repository, isNew: false })
    }
    expect(await company.work((db) => db.repository.count())).toBe(1)
  })

  test('twice at once makes one', async () => {
    const company = await makeCompany()
    const add = () => company.work((db) => addRepository(db, express))
    const added = await Promise.all([add(), add(), add(), add()])
    expect(added.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect(new Set(added.map(({ repository }) => repository.id)).size).toBe(1)
    expect(await company.work((db) => db.repository.count())).toBe(1)
  })

  test('is each company’s own affair', async () => {
    const [a, b] = await Promise.all([makeCompany(), makeCompany()])
    const mine = await a.work((db) => addRepository(db, express))
    const theirs = await b.work((db) => addRepository(db, express))
    expect(theirs.isNew).toBe(true)
    expect(theirs.repository.id).not.toBe(mine.repository.id)
  })
})

describe('finding repositories', () => {
  test('by id finds the company’s own only', async () => {
    const [company, other] = await Promise.all([makeCompany(), makeCompany()])
    const { repository } = await company.work((db) => addRepository(db, express))
    expect(await company.work((db) => findRepository(db, repository.id))).toEqual(repository)
    expect(await other.work((db) => findRepository(db, repository.id))).toBeNull()
    expect(await company.work((db) => findRepository(db, 999_999_999_999n))).toBeNull()
  })

  test('lists them by name', async () => {
    const company = await makeCompany()
    for (const name of ['koa', 'axios', 'express']) {
      await company.work((db) => addRepository(db, source(`https://git.example.com/${name}`)))
    }
    const names = (await company.work(listRepositories)).map(({ name }) => name)
    expect(names).toEqual(['axios', 'express', 'koa'])
    expect(await (await makeCompany()).work(listRepositories)).toEqual([])
  })
})
