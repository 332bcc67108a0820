import { inspect } from 'node:util'
import { Problem } from './errors.js'
import { withoutSecrets } from './secret-text.js'

/** Runs a process's `main`: a known problem ends it with one clear sentence, anything else whole. */
export async function runDoor(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    console.error(error instanceof Problem ? error.message : withoutSecrets(inspect(error)))
    process.exit(1)
  }
}
