import type { CommitType } from './commit-type.js'
import { typeOfWord } from './conventional.js'

/**
 * The emoji of gitmoji.dev that say what kind of change it is, by name and by character; those that
 * people use for anything (rocket, tada, construction) say nothing.
 */
const gitmoji: [type: CommitType, marks: string][] = [
  ['feature', ':sparkles: ✨ :boom: 💥 :children_crossing: 🚸 :globe_with_meridians: 🌐'],
  ['fix', ':bug: 🐛 :ambulance: 🚑 :adhesive_bandage: 🩹 :lock: 🔒 :goal_net: 🥅'],
  [
    'refactor',
    ':recycle: ♻ :fire: 🔥 :truck: 🚚 :coffin: ⚰ :building_construction: 🏗 :wastebasket: 🗑',
  ],
  ['perf', ':zap: ⚡'],
  ['test', ':white_check_mark: ✅ :test_tube: 🧪 :camera_flash: 📸 :clown_face: 🤡'],
  ['docs', ':memo: 📝 :bulb: 💡 :page_facing_up: 📄 :busts_in_silhouette: 👥'],
  ['style', ':art: 🎨 :rotating_light: 🚨'],
  ['build', ':package: 📦 :bricks: 🧱'],
  ['ci', ':construction_worker: 👷 :green_heart: 💚'],
  ['deps', ':arrow_up: ⬆ :arrow_down: ⬇ :pushpin: 📌 :heavy_plus_sign: ➕ :heavy_minus_sign: ➖'],
  [
    'chore',
    ':wrench: 🔧 :hammer: 🔨 :bookmark: 🔖 :see_no_evil: 🙈 :twisted_rightwards_arrows: 🔀',
  ],
  ['revert', ':rewind: ⏪'],
]

const types = new Map(
  gitmoji.flatMap(([type, marks]) =>
    marks.split(' ').map((mark): [string, CommitType] => [mark, type]),
  ),
)
const tag = /^\[\s*([a-z]+)\s*\]:?$/i

/** The type told by what stands before a subject, a gitmoji or `[fix]`: the first that tells one. */
export function markedType(marks: string[]): CommitType | null {
  for (const mark of marks) {
    const word = tag.exec(mark)?.[1]
    const type = word ? typeOfWord(word) : types.get(mark.replaceAll('\ufe0f', ''))
    if (type) return type
  }
  return null
}
