import request from 'supertest'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/database/client.js'
import { openQueue } from '../../src/jobs/queue.js'
import { makeApp } from '../support/app.js'
import { databaseUrls } from '../support/database.js'
import { silentLog } from '../support/log.js'

function openRealQueue() {
  const queue = openQueue({ postgresUrl: databaseUrls().appUrl }, silentLog)
  onTestFinished(() => queue.close())
  return queue
}

function awayDatabase() {
  const database = openDatabase('postgres://nobody@127.0.0.1:1/nothing')
  onTestFinished(() => database.close())
  return database
}

describe('/healthz', () => {
  test('says that the process is there, asking nobody', async () => {
    const answer = await request(makeApp({ database: awayDatabase() }).app).get('/healthz')
    expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }])
    expect(answer.headers['cache-control']).toBe('no-store')
  })
})

describe('/readyz', () => {
  test('says that database and queue answer', async () => {
    const answer = await request(makeApp({ queue: openRealQueue() }).app).get('/readyz')
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ status: 'ready', database: true, queue: true })
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test('says which of them does not', async () => {
    const { app } = makeApp({ database: awayDatabase(), queue: openRealQueue() })
    const answer = await request(app).get('/readyz')
    expect(answer.status).toBe(503)
    expect(answer.body).toEqual({ status: 'not ready', database: false, queue: true })
  })

  test('tells nobody more than that', async () => {
    const { text } = await request(makeApp({ database: awayDatabase() }).app).get('/readyz')
    expect(text).not.toMatch(/127\.0\.0\.1|nobody|ECONN/)
  })
})
