import { expect, test } from 'vitest'
import { MailRefused } from '../../src/platform/mail.js'
import { makeInvitation } from '../support/accounts.js'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { deliverMails, keepingPostman } from '../support/mailbox.js'
import { words } from '../support/visitor.js'

test('admins see what was not delivered and why, never what a mail says', async () => {
  const company = await makeCompany()
  const email = 'nobody@gone.example'
  await makeInvitation(company, email)
  const box = keepingPostman()
  box.state.refusal = new MailRefused('The address was refused (550).', true)
  await deliverMails(box)
  const app = makeApp()
  const admin = await app.visitor().signIn(await company.add('admin'))
  const listed = words((await admin.get('/settings/mails')).text)
  expect(listed).toContain(`${email} Invitation · The address was refused (550).`)
  expect(listed).toContain('1 not sent')
  const invitations = words((await admin.get('/settings/invitations')).text)
  expect(invitations).toContain('Not delivered')
  const manager = await app.visitor().signIn(await company.add('manager'))
  expect((await manager.get('/settings/mails')).status).toBe(403)
})
