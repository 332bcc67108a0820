import { expect, onTestFinished, test } from 'vitest'
import { databaseUrls } from './support/database.js'
import { Installation } from './support/installation.js'

// Runs the compiled doors: `npm test` compiles them first.

test.each(['server.js', 'worker.js'])(
  'dist/%s drains at SIGTERM, however often it is told, and leaves with 0',
  async (door) => {
    const installation = await Installation.make()
    onTestFinished(() => installation.remove())
    const { appUrl } = databaseUrls()
    const run = installation.run(door, [], { DATABASE_URL: appUrl, DATABASE_APP_URL: appUrl })
    onTestFinished(() => void run.child.kill('SIGKILL'))
    await run.says('"msg":"ready"')
    if (door === 'server.js') {
      expect((await fetch(`${installation.origin}/readyz`)).status).toBe(200)
    }
    run.child.kill('SIGTERM')
    await run.says('"msg":"shutting down"')
    run.child.kill('SIGTERM')
    expect(await run.ended).toBe(0)
    expect(run.said).toContain('"reason":"SIGTERM"')
    // Nothing but lines of the log, each of them JSON.
    for (const line of run.said.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
  },
)
