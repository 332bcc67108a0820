import { Problem } from './errors.js'

/** Runs a process's `main`: a known problem ends it with one clear sentence, anything else whole. */
export async function runDoor(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    const said = error instanceof Problem ? error.message : error
    console.error(said)
    process.exit(1)
  }
}
