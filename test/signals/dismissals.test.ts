import { expect, test } from 'vitest'
import { nowhere } from '../../src/audit/traces.js'
import { dismissSignal, undoDismissal } from '../../src/signals/dismissals.js'
import { changeRule, readRuleSettings } from '../../src/signals/rule-settings.js'
import { makeCompany } from '../support/company.js'
import { makeRepository } from '../support/facts.js'
import { makePull } from '../support/pulls.js'
import { findAll, now } from '../support/signals.js'

const open = { mergedDay: null, createdDay: '2026-01-05' }
const dayMs = 86_400_000

async function stuck() {
  const company = await makeCompany()
  const { repositoryId } = await makeRepository(company)
  await makePull(company, repositoryId, open)
  const [signal] = (await findAll(company)).shown
  const told = { actorId: company.owner.id, from: nowhere }
  const dismiss = (heldFor: '7' | 'change', at = now) =>
    company.work((db) => dismissSignal(db, signal!, { reason: 'Holidays', heldFor }, told, at))
  return { company, repositoryId, told, dismiss }
}

/** A signal as the row of a dismissal: nothing of its words. */
test('a dismissed signal is not shown, and stands with its reason until it is brought back', async () => {
  const { company, told, dismiss } = await stuck()
  const id = await dismiss('7')
  const { shown, dismissed } = await findAll(company)
  expect(shown).toEqual([])
  expect(dismissed[0]).toMatchObject({ dismissal: { reason: 'Holidays', id } })
  expect(await company.work((db) => undoDismissal(db, id, told))).toBe(true)
  expect((await findAll(company)).shown).toHaveLength(1)
  const entries = await company.work((db) =>
    db.auditEntry.findMany({
      where: { action: { startsWith: 'signal.' } },
      orderBy: { position: 'asc' },
    }),
  )
  expect(entries.map(({ action, after }) => [action, after])).toEqual([
    ['signal.dismissed', { kind: 'stuck-pulls', days: 7 }],
    ['signal.brought-back', { kind: 'stuck-pulls' }],
  ])
})

test('for some days it stays away whatever happens, and then comes back', async () => {
  const { company, repositoryId, dismiss } = await stuck()
  await dismiss('7', new Date(now.getTime() - 7 * dayMs + 1))
  await makePull(company, repositoryId, open)
  expect((await findAll(company)).shown).toEqual([])
  const over = await stuck()
  await over.dismiss('7', new Date(now.getTime() - 7 * dayMs))
  expect((await findAll(over.company)).shown).toHaveLength(1)
})

test('until it changes it stays away as it is, and comes back when there is more', async () => {
  const { company, repositoryId, dismiss } = await stuck()
  await dismiss('change')
  expect((await findAll(company)).shown).toEqual([])
  await makePull(company, repositoryId, open)
  const { shown, quiet } = await findAll(company)
  expect(shown).toHaveLength(1)
  expect(quiet).toHaveLength(1)
})

test('a rule is set, switched off and recorded; bounds hold against what was stored', async () => {
  const { company, told } = await stuck()
  const set = (isOn: boolean, thresholds: Record<string, number>) =>
    company.work((db) => changeRule(db, 'stuck-pulls', { isOn, thresholds }, told))
  const held = async () => (await company.work((db) => readRuleSettings(db))).get('stuck-pulls')
  await set(true, { days: 90, pulls: 1 })
  expect((await findAll(company)).shown).toEqual([])
  await set(false, { days: 7, pulls: 1 })
  expect((await findAll(company)).shown).toEqual([])
  await set(false, { days: 7, pulls: 1 })
  const entries = await company.work((db) =>
    db.auditEntry.findMany({ where: { action: 'signal-rule.changed' } }),
  )
  expect(entries).toHaveLength(2)
  expect(entries[0]?.after).toEqual({
    kind: 'stuck-pulls',
    isOn: true,
    thresholds: 'days 90, pulls 1',
  })
  await company.work((db) =>
    db.signalRule.updateMany({ data: { thresholds: { days: 0, odd: 3 } } }),
  )
  expect(await held()).toEqual({ isOn: false, thresholds: { days: 7, pulls: 1 } })
})
