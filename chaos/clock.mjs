// Loaded into web and worker before anything else: their clock goes by a file that holds how many
// milliseconds it is set forward or back.
import { readFileSync } from 'node:fs'

const real = Date.now
let read = 0
let shift = 0
function shifted() {
  const now = real()
  if (now - read > 100) {
    read = now
    try {
      shift = Number(readFileSync(process.env.CHAOS_CLOCK, 'utf8'))
    } catch {
      shift = 0
    }
  }
  return now + shift
}
const RealDate = Date
globalThis.Date = class ShiftedDate extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(shifted())
    else super(...args)
  }
  static now = shifted
}
